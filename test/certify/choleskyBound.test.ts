import assert from "node:assert/strict";
import { choleskyBound } from "../../src/certify/choleskyBound.js";
import { convolutionGram, gramTerms } from "../../src/certify/convolutionGram.js";
import { exactly } from "../../src/certify/upperBound.js";
import { explicitConvolution } from "./explicitConvolution.js";
import { describeConvolution, randomConvolution } from "./randomConvolution.js";
import { spectralNorm, svdError } from "./singularValues.js";

describe("choleskyBound", () => {
  it("brackets the norm within 1e-8, from a poor bound on either side", () => {
    for (let seed = 0; seed < 120; seed++) {
      const convolution = randomConvolution(seed);
      const norm = spectralNorm(explicitConvolution(convolution));
      for (const side of ["inputs", "outputs"] as const) {
        const gram = convolutionGram(convolution, side);
        const known = exactly(norm * (1 + (seed % 4) / 10 + 1e-6));
        const found = choleskyBound(gram, gramTerms(convolution, side), known);
        const message = `seed ${seed}, ${side}: ${describeConvolution(convolution)}`;
        assert.ok(found, message);
        assert.ok(found.bound >= norm * (1 - svdError), `${message}: ${found.bound / norm}`);
        assert.ok(found.bound <= norm * (1 + 1e-8), `${message}: ${found.bound / norm}`);
        assert.ok(found.lowerBound <= norm * (1 + 1e-12), `${message}: ${found.lowerBound / norm}`);
        assert.ok(found.lowerBound >= norm * (1 - 1e-8), `${message}: ${found.lowerBound / norm}`);
      }
    }
  });

  it("proves nothing from a false bound", () => {
    for (let seed = 0; seed < 40; seed++) {
      const convolution = randomConvolution(seed);
      const tooLow = exactly(spectralNorm(explicitConvolution(convolution)) * (1 - 1e-7));
      const gram = convolutionGram(convolution, "inputs");
      const found = choleskyBound(gram, gramTerms(convolution, "inputs"), tooLow);
      assert.equal(found, undefined, `seed ${seed}: ${describeConvolution(convolution)}`);
    }
  });
});
