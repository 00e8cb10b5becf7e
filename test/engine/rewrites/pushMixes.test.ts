import assert from "node:assert/strict";
import type { GraphBuilder } from "../../../src/engine/graph/builder.js";
import type { Graph, Node } from "../../../src/engine/graph/node.js";
import { nodesOf } from "../../../src/engine/graph/node.js";
import { print } from "../../../src/engine/graph/print.js";
import { rewrite } from "../../../src/engine/graph/rewrite.js";
import { foldConstants } from "../../../src/engine/rewrites/foldConstants.js";
import { pushMixes } from "../../../src/engine/rewrites/pushMixes.js";
import { assertSameFunction } from "../assertSame.js";
import type { ConvolutionCase } from "../convolutionCases.js";
import {
  convolutionCases,
  convolutionSpecs,
  describeCase,
  paddingOf,
} from "../convolutionCases.js";
import { graphOf } from "../graphOf.js";
import { f32 } from "../seededTensors.js";

const mix = (build: GraphBuilder, x: Node, matrix: Node): Node =>
  build.node("mixChannels", [x, matrix], {});

/** The mixes of values that grow with the batch, whose first axis is `batch`. */
const mixedActivations = (graph: Graph, batch: number): Node[] =>
  nodesOf(graph).filter(
    (node) => node.operation === "mixChannels" && node.shape.length > 1 && node.shape[0] === batch,
  );

/** A batch size that no kernel or channel count has. */
const batch = 7;

/** A convolution and both its gradients whose every operand and result of channels is mixed. */
function mixedConvolution(sizes: ConvolutionCase): Graph {
  const { x, filter, gradient } = convolutionSpecs(sizes, "nhwc");
  const [inputs, outputs] = [
    f32(sizes.channels, sizes.channels),
    f32(sizes.filters, sizes.filters),
  ];
  const attributes = { layout: "nhwc", strides: sizes.strides, padding: paddingOf(sizes) } as const;
  return graphOf(
    { x, filter, gradient, inputs, outputs, bias: f32(sizes.filters) },
    (build, nodes) => {
      const mixedX = mix(build, nodes.x, nodes.inputs);
      const mixedGradient = mix(build, nodes.gradient, nodes.outputs);
      const convolved = build.node("conv2d", [mixedX, nodes.filter], {
        ...attributes,
        dilations: [1, 1],
      });
      const inputGradient = build.node("conv2dInputGradient", [mixedGradient, nodes.filter], {
        ...attributes,
        inputShape: x.shape,
      });
      return {
        y: mix(build, build.node("add", [convolved, nodes.bias], {}), nodes.outputs),
        inputGradient: mix(build, inputGradient, nodes.inputs),
        filterGradient: build.node("conv2dFilterGradient", [mixedX, mixedGradient], {
          ...attributes,
          filterShape: filter.shape,
        }),
        biasGradient: build.node("sum", [mixedGradient], { axes: [0, 1, 2], keepDims: false }),
      };
    },
  );
}

/** A dense layer of a flattened, mixed image, and its gradients: of the kernel, and of the image, mixed again. */
function mixedDense(height: number, width: number, channels: number): Graph {
  const image = f32(batch, height, width, channels);
  const features = height * width * channels;
  const specs = {
    x: image,
    kernel: f32(features, 5),
    gradient: f32(batch, 5),
    matrix: f32(channels, channels),
  };
  return graphOf(specs, (build, { x, kernel, gradient, matrix }) => {
    const flat = build.reshape(mix(build, x, matrix), [batch, features]);
    const back = build.node("matMul", [gradient, kernel], { transposeA: false, transposeB: true });
    return {
      y: build.node("matMul", [flat, kernel], { transposeA: false, transposeB: false }),
      kernelGradient: build.node("matMul", [flat, gradient], {
        transposeA: true,
        transposeB: false,
      }),
      imageGradient: mix(build, build.reshape(back, image.shape), matrix),
    };
  });
}

describe("pushMixes", () => {
  it("moves every mix beside a convolution into filters and biases", () => {
    for (const drawn of convolutionCases(12, 15)) {
      const sizes = { ...drawn, batch };
      const before = mixedConvolution(sizes);
      const after = rewrite(before, pushMixes);
      assert.equal(mixedActivations(after, batch).length, 0, describeCase(sizes));
      assertSameFunction(after, before, describeCase(sizes));
    }
  });

  it("moves every mix before a flattened dense layer into its kernel", () => {
    for (const [height, width, channels] of [
      [2, 3, 4],
      [1, 1, 6],
      [3, 1, 2],
      [2, 2, 64],
    ] as const) {
      const before = mixedDense(height, width, channels);
      const after = rewrite(before, pushMixes);
      const what = `${height}×${width}×${channels}`;
      assert.equal(mixedActivations(after, batch).length, 0, what);
      assertSameFunction(after, before, what);
    }
  });

  it("mixes a kernel once for the layer's output and its input's gradient", () => {
    const [image, rotation] = [f32(batch, 2, 3, 2), Float32Array.of(0.6, 0.8, -0.8, 0.6)];
    const specs = { x: image, kernel: f32(12, 5), gradient: f32(batch, 5) };
    const before = graphOf(specs, (build, { x, kernel, gradient }) => {
      const matrix = build.floats([2, 2], rotation);
      const flat = build.reshape(mix(build, x, matrix), [batch, 12]);
      const back = build.node("matMul", [gradient, kernel], {
        transposeA: false,
        transposeB: true,
      });
      const turned = build.transpose(matrix, [1, 0]);
      return {
        y: build.node("matMul", [flat, kernel], { transposeA: false, transposeB: false }),
        imageGradient: mix(build, build.reshape(back, image.shape), turned),
      };
    });
    const after = rewrite(before, [foldConstants, ...pushMixes]);
    const products = nodesOf(after).filter(({ operation }) => operation === "matMul");
    assert.equal(products.length, 3);
    assertSameFunction(after, before, "one mixed kernel");
  });

  it("makes one mix of two, and none of what mixes nothing", () => {
    const before = graphOf({ x: f32(2, 3), a: f32(3, 3), b: f32(3, 3) }, (build, { x, a, b }) => ({
      twice: mix(build, mix(build, x, a), b),
      same: mix(build, x, build.floats([3, 3], Float32Array.of(1, 0, 0, 0, 1, 1e-8, 0, 0, 1))),
    }));
    const after = rewrite(before, pushMixes);
    assert.equal(
      print(after),
      [
        "f(%x:f32[2,3], %a:f32[3,3], %b:f32[3,3])",
        '  %0:f32[3,3] = matMul %a %b {"transposeA":false,"transposeB":false}',
        "  %1:f32[2,3] = mixChannels %x %0",
        "  return twice=%1 same=%x",
      ].join("\n"),
    );
    assertSameFunction(after, before, "two mixes");
  });

  it("keeps the mix of a swap, which an identity it is not", () => {
    const swap = graphOf({ x: f32(2, 2) }, (build, { x }) => ({
      y: mix(build, x, build.floats([2, 2], Float32Array.of(0, 1, 1, 0))),
    }));
    assert.equal(print(rewrite(swap, pushMixes)), print(swap));
  });

  it("keeps the bias of a convolution that reads mixed channels", () => {
    const specs = { x: f32(2, 4, 4, 2), filter: f32(3, 3, 2, 3), bias: f32(3), matrix: f32(2, 2) };
    const before = graphOf(specs, (build, { x, filter, bias, matrix }) => ({
      y: build.node("conv2d", [mix(build, x, matrix), filter, bias], {
        layout: "nhwc",
        strides: [1, 1],
        padding: [0, 0, 0, 0],
        dilations: [1, 1],
      }),
    }));
    assertSameFunction(rewrite(before, pushMixes), before, "bias");
  });

  it("keeps the mix of a sum that broadcasts over the channels", () => {
    for (const [wide, narrow] of [
      [[2, 3, 3, 4], [1]],
      [[2, 3, 3, 1], [4]],
      [
        [2, 3, 3, 4],
        [3, 3, 4],
      ],
    ] as const) {
      const specs = { x: f32(...wide), bias: f32(...narrow), matrix: f32(4, 4) };
      const before = graphOf(specs, (build, { x, bias, matrix }) => ({
        y: mix(build, build.node("add", [x, bias], {}), matrix),
      }));
      assertSameFunction(rewrite(before, pushMixes), before, `bias [${narrow.join()}]`);
    }
  });

  it("keeps the mix of what is summed over its channels", () => {
    const before = graphOf({ x: f32(2, 3, 4), matrix: f32(4, 4) }, (build, { x, matrix }) => ({
      y: build.node("sum", [mix(build, x, matrix)], { axes: [0, 2], keepDims: true }),
      kept: build.node("sum", [mix(build, x, matrix)], { axes: [1], keepDims: true }),
    }));
    assertSameFunction(rewrite(before, pushMixes), before, "sums");
  });
});
