import assert from "node:assert/strict";
import { powerOfTwo } from "../../src/certify/powerOfTwo.js";

describe("powerOfTwo", () => {
  it("is the largest power that is not above the value", () => {
    for (const [value, power] of [
      [1, 1],
      [1.999, 1],
      [2, 2],
      [-5, 4],
      [0.3, 0.25],
      [1e20, 2 ** 66],
      [1e-20, 2 ** -67],
    ] as const) {
      assert.equal(powerOfTwo(value), power, `of ${value}`);
    }
  });

  it("stays where it has an inverse", () => {
    for (const value of [0, Number.MIN_VALUE, Number.MAX_VALUE]) {
      const power = powerOfTwo(value);
      assert.equal(power * (1 / power), 1, `of ${value}`);
    }
  });
});
