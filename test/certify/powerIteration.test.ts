import assert from "node:assert/strict";
import { denseMap } from "../../src/certify/denseMap.js";
import { powerIteration } from "../../src/certify/powerIteration.js";
import { random } from "./random.js";
import { spectralNorm } from "./singularValues.js";

describe("powerIteration", () => {
  it("comes to the largest singular value from below", () => {
    for (let seed = 0; seed < 50; seed++) {
      const source = random(seed);
      const [rows, columns] = [source.whole(1, 8), source.whole(1, 8)];
      const matrix = { rows, columns, values: source.floats(rows * columns) };
      const norm = spectralNorm(matrix);
      const few = powerIteration(denseMap(matrix), 2);
      const many = powerIteration(denseMap(matrix), 5000);
      const message = `seed ${seed}: ${few} and ${many} of ${norm}`;
      assert.ok(few <= many * (1 + 1e-12) && many <= norm * (1 + 1e-12), message);
      assert.ok(many >= norm * (1 - 1e-4), message);
    }
  });

  it("is 0 for zeros", () => {
    const zeros = { rows: 2, columns: 3, values: new Float64Array(6) };
    assert.equal(powerIteration(denseMap(zeros), 10), 0);
  });
});
