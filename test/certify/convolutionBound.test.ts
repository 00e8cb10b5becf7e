import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { convolutionAxis, type Convolution } from "../../src/certify/convolution.js";
import { convolutionBound } from "../../src/certify/convolutionBound.js";
import { torusBound } from "../../src/certify/torusBound.js";
import { explicitConvolution } from "./explicitConvolution.js";
import { random } from "./random.js";
import { describeConvolution, randomConvolution } from "./randomConvolution.js";
import { spectralNorm, svdError } from "./singularValues.js";

type Sizes = readonly [input: number, channels: number, filters: number];

/** A convolution of the net `mnist_2c2f_frozen`, trained by the Python library: 4 × 4, stride 2. */
function trained(layer: string, [input, channels, filters]: Sizes): Convolution {
  const file = new URL(`fixtures/mnist_2c2f_frozen.${layer}.kernel.f32`, import.meta.url);
  const bytes = readFileSync(file);
  const kernel = Float64Array.from({ length: bytes.length / 4 }, (_, i) =>
    bytes.readFloatLE(4 * i),
  );
  const axis = convolutionAxis(input, 4, 2, "same");
  return { vertical: axis, horizontal: axis, channels, filters, kernel };
}

describe("convolutionBound", () => {
  it("is never below the norm and within 1e-8 above it, at any scale", () => {
    for (let seed = 0; seed < 150; seed++) {
      const scale = [1, 1e-20, 1e20][seed % 3]!;
      const convolution = randomConvolution(seed);
      const kernel = convolution.kernel.map((weight) => weight * scale);
      const norm = spectralNorm(explicitConvolution(convolution)) * scale;
      const { bound, lowerBound } = convolutionBound({ ...convolution, kernel });
      const message = `seed ${seed}: ${describeConvolution(convolution)}: ${bound / norm}`;
      assert.ok(bound >= norm * (1 - 2 * svdError), message);
      assert.ok(bound <= norm * (1 + 1e-8), message);
      assert.ok(lowerBound <= norm * (1 + 1e-12), message);
      assert.ok(lowerBound >= norm * (1 - 1e-3), `${message}, from below ${lowerBound / norm}`);
    }
  });

  it("finds the norms of a trained net, which its own tool froze below the truth", () => {
    // The norms are NumPy's singular values of the explicit matrices.
    for (const { layer, sizes, norm, frozen } of [
      { layer: "conv2d", sizes: [28, 1, 16], norm: 2.068906907382896, frozen: 2.065163 },
      { layer: "conv2d_1", sizes: [14, 16, 32], norm: 1.674384969157903, frozen: 1.673871 },
    ] as const) {
      const convolution = trained(layer, sizes);
      const { bound, method, lowerBound } = convolutionBound(convolution);
      assert.equal(method, "explicit");
      assert.ok(bound >= norm && bound <= norm * (1 + 1e-5), `${layer}: ${bound}`);
      assert.ok(Math.abs(lowerBound / norm - 1) < 1e-6, `${layer}: ${lowerBound}`);
      assert.ok(frozen < lowerBound, layer);

      const { bound: torus } = torusBound(convolution);
      assert.ok(torus > norm && torus < norm * 1.008, `${layer}: ${torus}`);
    }
  });

  it("falls back to the torus where the explicit matrix is too large", () => {
    const axis = convolutionAxis(32, 3, 1, "same");
    const kernel = random(2).floats(3 * 3 * 16 * 16);
    const sizes = { vertical: axis, horizontal: axis, channels: 16, filters: 16 };
    const { bound, method, lowerBound } = convolutionBound({ ...sizes, kernel });
    assert.equal(method, "torus");
    assert.ok(lowerBound <= bound && lowerBound > 0.995 * bound, `${lowerBound} to ${bound}`);
  });

  it("is 0 for zeros and refuses NaN", () => {
    const axis = convolutionAxis(5, 3, 1, "same");
    const sizes = { vertical: axis, horizontal: axis, channels: 1, filters: 1 };
    const { bound, method } = convolutionBound({ ...sizes, kernel: new Float64Array(9) });
    assert.deepEqual([bound, method], [0, "constant"]);
    const kernel = new Float64Array(9).fill(1).with(4, NaN);
    assert.throws(() => convolutionBound({ ...sizes, kernel }), RangeError);
  });
});
