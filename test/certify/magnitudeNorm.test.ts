import assert from "node:assert/strict";
import { convolutionMap } from "../../src/certify/convolutionMap.js";
import { denseMap } from "../../src/certify/denseMap.js";
import { nonNegativeNorm } from "../../src/certify/magnitudeNorm.js";
import { explicitConvolution } from "./explicitConvolution.js";
import { random } from "./random.js";
import { describeConvolution, randomConvolution } from "./randomConvolution.js";
import { spectralNorm, svdError } from "./singularValues.js";

function assertTight(bound: number, truth: number, message: string) {
  const where = `${message}: ${bound} against ${truth}`;
  assert.ok(bound >= truth * (1 - svdError) && bound <= truth * (1 + 1e-4), where);
}

describe("nonNegativeNorm", () => {
  it("is never below the norm of a matrix without negative entries, and close to it", () => {
    for (let seed = 0; seed < 60; seed++) {
      const source = random(seed);
      const [rows, columns] = [source.whole(1, 20), source.whole(1, 20)];
      const values = source.floats(rows * columns).map((v) => Math.abs(v) + 0.05);
      const bound = nonNegativeNorm(denseMap({ rows, columns, values }), rows + columns, 30);
      assertTight(bound, spectralNorm({ rows, columns, values }), `seed ${seed}`);
    }
  });

  it("is never below the norm of a convolution, after any number of iterations", () => {
    for (let seed = 0; seed < 60; seed++) {
      const drawn = randomConvolution(seed);
      const convolution = { ...drawn, kernel: drawn.kernel.map(Math.abs) };
      const truth = spectralNorm(explicitConvolution(convolution));
      for (const iterations of [1, 3]) {
        const bound = nonNegativeNorm(convolutionMap(convolution), 200, iterations);
        const where = `seed ${seed}, ${describeConvolution(convolution)}`;
        assert.ok(bound >= truth * (1 - svdError), `${where}: ${bound} against ${truth}`);
      }
    }
  });

  it("is 0, but for nothing to speak of, without weights", () => {
    const map = denseMap({ rows: 3, columns: 2, values: new Float64Array(6) });
    assert.ok(nonNegativeNorm(map, 5, 4) < 1e-100);
  });
});
