import assert from "node:assert/strict";
import { vraAt } from "../../src/certify/vra.js";
import { GloroError, ShapeError } from "../../src/gloro/errors.js";

const points = [
  { prediction: 0, radius: 0.5 },
  { prediction: 1, radius: 0.2 },
  { prediction: 2, radius: 9 },
  { prediction: undefined, radius: 0 },
];

describe("vraAt", () => {
  it("counts what is both correct and certified, over all points", () => {
    const labels = Int32Array.of(0, 1, 0, 0);
    assert.deepEqual(vraAt(points, labels, [0, 0.1, 0.2, 0.5, 1]), [0.5, 0.5, 0.25, 0, 0]);
  });

  it("refuses what has no share", () => {
    assert.throws(() => vraAt([], [], [0.1]), ShapeError);
    assert.throws(() => vraAt(points, [0, 1], [0.1]), ShapeError);
    assert.throws(() => vraAt(points, [0, 1, 2, 0], [-1]), GloroError);
  });
});
