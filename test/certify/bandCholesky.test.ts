import assert from "node:assert/strict";
import { CholeskyDecomposition, Matrix as MlMatrix } from "ml-matrix";
import { bandCholesky } from "../../src/certify/bandCholesky.js";
import { bandTile, zeroBand, type BandMatrix } from "../../src/certify/bandMatrix.js";
import { random } from "./random.js";

/** A random symmetric band matrix with `diagonal` added to its diagonal. */
function randomBand(seed: number, diagonal: number): BandMatrix {
  const source = random(seed);
  const band = zeroBand(source.whole(1, 6) * bandTile, source.whole(0, 9));
  for (let i = 0; i < band.side; i++) {
    for (let j = Math.max(0, i - band.bandwidth); j <= i; j++) {
      band.values[(i + 1) * band.reach + j] = source.floats(1)[0]! + (i === j ? diagonal : 0);
    }
  }
  return band;
}

function full({ side, bandwidth, reach, values }: BandMatrix): MlMatrix {
  const matrix = MlMatrix.zeros(side, side);
  for (let i = 0; i < side; i++) {
    for (let j = Math.max(0, i - bandwidth); j <= i; j++) {
      matrix.set(i, j, values[(i + 1) * reach + j]!);
      matrix.set(j, i, values[(i + 1) * reach + j]!);
    }
  }
  return matrix;
}

describe("bandCholesky", () => {
  it("finds the factor that a full Cholesky finds", () => {
    for (let seed = 0; seed < 100; seed++) {
      const band = randomBand(seed, 12);
      const factor = bandCholesky(band);
      assert.ok(factor, `seed ${seed}`);
      const lower = new CholeskyDecomposition(full(band)).lowerTriangularMatrix;
      for (let i = 0; i < band.side; i++) {
        for (let j = Math.max(0, i - band.bandwidth); j <= i; j++) {
          const entry = factor.values[(i + 1) * factor.reach + j]!;
          assert.ok(Math.abs(entry - lower.get(i, j)) < 1e-12, `seed ${seed}, (${i}, ${j})`);
        }
      }
    }
  });

  it("leaves what it factors as it was", () => {
    const band = randomBand(3, 12);
    const before = band.values.slice();
    bandCholesky(band);
    assert.deepEqual(band.values, before);
  });

  it("succeeds on positive definite matrices alone", () => {
    const seen = { definite: 0, indefinite: 0 };
    for (let seed = 0; seed < 200; seed++) {
      const band = randomBand(seed, 2);
      const isDefinite = new CholeskyDecomposition(full(band)).isPositiveDefinite();
      seen[isDefinite ? "definite" : "indefinite"]++;
      assert.equal(bandCholesky(band) !== undefined, isDefinite, `seed ${seed}`);
    }
    assert.ok(seen.definite > 20 && seen.indefinite > 20, JSON.stringify(seen));
  });

  it("finds no factor of a matrix with a NaN", () => {
    const band = randomBand(5, 12);
    band.values[(2 + 1) * band.reach + 2] = NaN;
    assert.equal(bandCholesky(band), undefined);
  });
});
