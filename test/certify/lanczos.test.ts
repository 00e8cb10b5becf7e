import assert from "node:assert/strict";
import { denseMap } from "../../src/certify/denseMap.js";
import { spectralNormEstimate } from "../../src/certify/lanczos.js";
import { random } from "./random.js";
import { spectralNorm, svdError } from "./singularValues.js";

describe("spectralNormEstimate", () => {
  it("is the norm of random matrices, and never above it", () => {
    for (let seed = 0; seed < 80; seed++) {
      const source = random(seed);
      const [rows, columns] = [source.whole(1, 30), source.whole(1, 30)];
      const matrix = { rows, columns, values: source.floats(rows * columns) };
      const norm = spectralNorm(matrix);
      for (const iterations of [1, 3, 300]) {
        const found = spectralNormEstimate(denseMap(matrix), { iterations, accuracy: 1e-12 });
        const message = `seed ${seed}, ${rows} × ${columns}, ${iterations}: ${found / norm}`;
        assert.ok(found <= norm * (1 + 10 * svdError), message);
        if (iterations === 300) assert.ok(found >= norm * (1 - 1e-10), message);
      }
    }
  });

  it("is 0 for zeros", () => {
    const zeros = { rows: 3, columns: 2, values: new Float64Array(6) };
    assert.equal(spectralNormEstimate(denseMap(zeros), { iterations: 9, accuracy: 0 }), 0);
  });
});
