import assert from "node:assert/strict";
import { mersenne } from "pure-rand/generator/mersenne";
import { normal } from "../../../src/gloro/initialisers/normal.js";

describe("normal", () => {
  it("has the moments of the standard normal distribution", () => {
    const draws = normal(100_001, mersenne(1));
    const moment = (power: number) =>
      draws.reduce((sum, draw) => sum + draw ** power, 0) / draws.length;
    for (const [power, expected] of [
      [1, 0],
      [2, 1],
      [3, 0],
      [4, 3],
    ] as const) {
      assert.ok(Math.abs(moment(power) - expected) < 0.05, `moment ${power}: ${moment(power)}`);
    }
  });

  it("differs between neighbouring seeds from the first draw on", () => {
    const first = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => normal(1, mersenne(seed))[0]!);
    assert.ok(Math.min(...first) < 0 && Math.max(...first) > 0, first.join(" "));
  });
});
