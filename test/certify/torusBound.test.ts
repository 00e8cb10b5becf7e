import assert from "node:assert/strict";
import { convolutionAxis, type Convolution } from "../../src/certify/convolution.js";
import { torusBound } from "../../src/certify/torusBound.js";
import { aroundTorus } from "./aroundTorus.js";
import { explicitConvolution } from "./explicitConvolution.js";
import { random } from "./random.js";
import { describeConvolution, randomConvolution } from "./randomConvolution.js";
import { spectralNorm, svdError } from "./singularValues.js";

describe("torusBound", () => {
  it("is never below the norm among zeros, for any padding, stride or rectangle", () => {
    for (let seed = 0; seed < 200; seed++) {
      const convolution = randomConvolution(seed);
      const norm = spectralNorm(explicitConvolution(convolution));
      const { bound } = torusBound(convolution);
      const message = `seed ${seed}: ${describeConvolution(convolution)}: ${bound / norm}`;
      assert.ok(bound >= norm * (1 - svdError), message);
    }
  });

  it("is the norm on the torus that it names", () => {
    for (let seed = 0; seed < 60; seed++) {
      const source = random(seed);
      const axis = () => convolutionAxis(source.whole(2, 5), source.whole(2, 4), 1, "same");
      const [vertical, horizontal] = [axis(), axis()];
      const [channels, filters] = [source.whole(1, 3), source.whole(1, 3)];
      const kernel = source.floats(vertical.kernel * horizontal.kernel * channels * filters);
      const convolution = { vertical, horizontal, channels, filters, kernel };
      const { bound, torus } = torusBound(convolution);
      const norm = spectralNorm(aroundTorus(convolution, torus));
      const message = `seed ${seed}: ${describeConvolution(convolution)}: ${bound / norm}`;
      assert.ok(bound >= norm * (1 - svdError) && bound <= norm * (1 + 1e-6), message);
    }
  });

  it("is exact for a symmetric kernel of three, whose torus passes by its peak", () => {
    // The eigenvalues are 2·cos(π·j / (n + 1)).
    const convolution: Convolution = {
      vertical: convolutionAxis(1, 1, 1, "same"),
      horizontal: convolutionAxis(9, 3, 1, "same"),
      channels: 1,
      filters: 1,
      kernel: Float64Array.of(1, 0, 1),
    };
    const { bound, torus } = torusBound(convolution);
    const norm = 2 * Math.cos(Math.PI / 10);
    assert.deepEqual(torus, { sides: [1, 10], twists: [0, 0.5] });
    assert.ok(bound >= norm && bound <= norm * (1 + 1e-6), `${bound / norm}`);
  });

  it("is within 3% on a strided convolution of a large image", () => {
    const axis = convolutionAxis(24, 4, 2, "same");
    const kernel = random(1).floats(4 * 4 * 1 * 2);
    const convolution = { vertical: axis, horizontal: axis, channels: 1, filters: 2, kernel };
    const norm = spectralNorm(explicitConvolution(convolution));
    const { bound } = torusBound(convolution);
    assert.ok(bound >= norm * (1 - svdError) && bound <= norm * 1.03, `${bound / norm}`);
  });
});
