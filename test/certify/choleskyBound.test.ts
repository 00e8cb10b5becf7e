import assert from "node:assert/strict";
import { choleskyBound } from "../../src/certify/choleskyBound.js";
import { convolutionGram, gramTerms } from "../../src/certify/convolutionGram.js";
import { estimate } from "../../src/certify/upperBound.js";
import { explicitConvolution } from "./explicitConvolution.js";
import { describeConvolution, randomConvolution } from "./randomConvolution.js";
import { spectralNorm, svdError } from "./singularValues.js";

describe("choleskyBound", () => {
  it("is the norm to what the estimate allows, from either side of the Gram matrix", () => {
    for (let seed = 0; seed < 120; seed++) {
      const convolution = randomConvolution(seed);
      const norm = spectralNorm(explicitConvolution(convolution));
      for (const side of ["inputs", "outputs"] as const) {
        const gram = convolutionGram(convolution, side);
        const low = [0, 1e-7, 1e-5, 1e-3][seed % 4]!;
        const about = estimate(norm * (1 - low));
        const found = choleskyBound(gram, gramTerms(convolution, side), about, 1e-8);
        const message = `seed ${seed}, ${side}: ${describeConvolution(convolution)}`;
        assert.ok(found, message);
        assert.ok(found.bound >= norm * (1 - svdError), `${message}: ${found.bound / norm}`);
        // Each try is a hundred times as far above the estimate.
        assert.ok(found.bound <= norm * (1 + 1e-8 + 50 * low), `${message}: ${found.bound / norm}`);
        assert.ok(found.sigma <= found.bound && found.sigma >= norm * (1 - 1e-10), message);
      }
    }
  });

  it("proves nothing from an estimate that is too low", () => {
    for (let seed = 0; seed < 40; seed++) {
      const convolution = randomConvolution(seed);
      const tooLow = estimate(spectralNorm(explicitConvolution(convolution)) * 0.994);
      const gram = convolutionGram(convolution, "inputs");
      const found = choleskyBound(gram, gramTerms(convolution, "inputs"), tooLow, 1e-8);
      assert.equal(found, undefined, `seed ${seed}: ${describeConvolution(convolution)}`);
    }
  });
});
