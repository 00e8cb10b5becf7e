import assert from "node:assert/strict";
import { trace } from "../../src/engine/trace/trace.js";
import { measuredProgram } from "../../src/trainer/benchmark.js";
import { graphOf } from "../engine/graphOf.js";
import { multiplyAdds } from "./multiplyAdds.js";

const float = (...shape: number[]) => ({ shape, dtype: "float32" }) as const;

describe("multiplyAdds", () => {
  it("counts a training step of cnn_2C2F as by hand", () => {
    const batchSize = 16;
    const { program } = measuredProgram({
      ...{ architecture: "cnn_2C2F", inputShape: [28, 28, 1], classes: 10, batchSize },
      loss: "crossentropy",
    });

    // 4×4 kernels on 14×14 and 7×7 positions, then 1568 → 100 → 10.
    const [first, second, dense] = [14 * 14 * 16 * 16, 7 * 7 * 32 * 16 * 16, 1568 * 100];
    const head = 100 * 10;
    // Forward, the weights' gradient, and the input's: of the first layer's input none is asked for.
    const examples = batchSize * (2 * first + 3 * (second + dense + head));
    // Five rounds of W and Wᵀ; then ‖Wx‖, with its gradient to W.
    const bounds = (2 * 5 + 2) * (first + second + dense);
    // Each winner's row of the 10×10 constants of pairs, by a product with one-hot rows, and its gradient.
    const winners = 2 * batchSize * 10 * 10;
    assert.equal(multiplyAdds(trace(program)), examples + bounds + winners);
  });

  it("counts strided and transposed forms alike in both layouts", () => {
    const counted = (layout: "nhwc" | "nchw", x: number[], filter: number[], gradient: number[]) =>
      multiplyAdds(
        graphOf(
          { x: float(...x), filter: float(...filter), gradient: float(...gradient) },
          (build, inputs) => {
            const options = { layout, strides: [2, 2], padding: [0, 1, 0, 1] } as const;
            return {
              forward: build.node("conv2d", [inputs.x, inputs.filter], {
                ...options,
                dilations: [1, 1],
              }),
              input: build.node("conv2dInputGradient", [inputs.gradient, inputs.filter], {
                ...options,
                inputShape: x,
              }),
              filter: build.node("conv2dFilterGradient", [inputs.x, inputs.gradient], {
                ...options,
                filterShape: filter,
              }),
            };
          },
        ),
      );
    // 5 images, 4×4 positions, 7 filters, each 3×3 of 2 channels; three times.
    const expected = 3 * 5 * 4 * 4 * 7 * 3 * 3 * 2;
    assert.equal(counted("nhwc", [5, 8, 8, 2], [3, 3, 2, 7], [5, 4, 4, 7]), expected);
    assert.equal(counted("nchw", [5, 2, 8, 8], [7, 2, 3, 3], [5, 7, 4, 4]), expected);
  });

  it("counts batched products by their inner extent", () => {
    const graph = graphOf({ a: float(3, 4, 5), b: float(3, 6, 4) }, (build, { a, b }) => ({
      y: build.node("matMul", [a, b], { transposeA: true, transposeB: true }),
    }));
    assert.equal(multiplyAdds(graph), 3 * 5 * 6 * 4);
  });
});
