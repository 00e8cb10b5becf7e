import assert from "node:assert/strict";
import { layerBound } from "../../src/certify/layerBounds.js";
import { layerLowerBound } from "../../src/certify/layerLowerBounds.js";
import type { Layer } from "../../src/certify/layers.js";
import { atLeast, normRatioDown, subtractDown } from "../../src/certify/lowerBound.js";
import { explicitConvolution } from "./explicitConvolution.js";
import { random } from "./random.js";
import { describeConvolution, randomConvolution } from "./randomConvolution.js";
import { spectralNorm, svdError } from "./singularValues.js";

const of = (layer: Layer) => layerLowerBound(layer, layerBound(layer));
const plainDense = { kind: "dense", name: "fc", bias: undefined, hasUnitColumns: false } as const;

describe("layerLowerBound", () => {
  it("is never above the largest singular value, and close to it: dense", () => {
    for (let seed = 0; seed < 60; seed++) {
      const source = random(seed);
      const [inputs, outputs] = [source.whole(1, 30), source.whole(1, 12)];
      const scale = 10 ** source.whole(-30, 30);
      const kernel = Float32Array.from(source.floats(inputs * outputs, scale));
      const values = Float64Array.from(kernel);
      const norm = spectralNorm({ rows: inputs, columns: outputs, values });
      const below = of({ ...plainDense, kernel, inputs, outputs });
      const message = `seed ${seed}: ${below / norm}`;
      assert.ok(below <= norm * (1 + svdError) && below >= norm * 0.99, message);
    }
  });

  it("is never above the largest singular value, and close to it: convolutions", () => {
    for (let seed = 0; seed < 40; seed++) {
      const convolution = randomConvolution(seed);
      const { vertical, horizontal, channels, filters, kernel } = convolution;
      const norm = spectralNorm(explicitConvolution(convolution));
      const below = of({
        kind: "conv2d",
        name: "conv",
        kernel,
        kernelSize: [vertical.kernel, horizontal.kernel],
        strides: [vertical.stride, horizontal.stride],
        padding: seed % 2 === 0 ? "same" : "valid",
        inputShape: [vertical.input, horizontal.input, channels],
        filters,
        bias: undefined,
      });
      const message = `seed ${seed}, ${describeConvolution(convolution)}: ${below / norm}`;
      assert.ok(below <= norm * (1 + svdError) && below >= norm * 0.999, message);
    }
  });

  it("lies just below the upper bound of every other layer", () => {
    const image = { name: "layer", inputShape: [5, 6, 2] } as const;
    const pool = { ...image, poolSize: [3, 2], strides: [2, 1], padding: "same" } as const;
    const layers: Layer[] = [
      { kind: "averagePooling2d", ...pool },
      { kind: "maxPooling2d", ...pool },
      {
        kind: "liResNetBlock",
        ...image,
        kernel: random(3).floats(3 * 3 * 2 * 2),
        affine: Float32Array.of(0.5, 2),
        residualScale: 0.3,
        kernelSize: [3, 3],
        centre: [1, 1],
        bias: undefined,
      },
      { kind: "scaling", name: "layer", alpha: -0.7 },
      {
        kind: "minMax",
        name: "layer",
        pairing: "adjacent",
        absoluteValue: false,
        channels: 2,
      },
      { kind: "leakyRelu", name: "layer", slope: 1.3 },
      { kind: "elu", name: "layer", alpha: 1.1 },
      ...(["selu", "sigmoid", "hardSigmoid", "tanh", "relu"] as const).map(
        (kind) => ({ kind, name: "layer" }) as const,
      ),
    ];
    for (const layer of layers) {
      const { bound } = layerBound(layer);
      const below = of(layer);
      assert.ok(below < bound && below > bound * (1 - 1e-3), `${layer.kind}: ${below}, ${bound}`);
    }
  });

  it("is 0 where nothing is known from below, and for a kernel of zeros", () => {
    assert.equal(of({ kind: "declared", name: "layer", constant: 3 }), 0);
    const kernel = new Float32Array(4);
    assert.equal(of({ ...plainDense, kernel, inputs: 2, outputs: 2 }), 0);
  });

  it("is rounded down", () => {
    assert.ok(normRatioDown(Float64Array.of(1, 2), Float64Array.of(3)) < Math.sqrt(5) / 3);
    assert.ok(subtractDown(atLeast(1), 2 ** -60) < 1);
    assert.equal(subtractDown(atLeast(1), 2), 0);
    assert.equal(normRatioDown(Float64Array.of(1), Float64Array.of(0)), 0);
    assert.throws(() => atLeast(Infinity), RangeError);
  });
});
