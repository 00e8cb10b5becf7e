import assert from "node:assert/strict";
import { nextDown, nextUp } from "../../src/certify/nextFloat.js";

describe("nextUp and nextDown", () => {
  it("step to the neighbouring float", () => {
    assert.equal(nextUp(1), 1 + 2 ** -52);
    assert.equal(nextDown(1), 1 - 2 ** -53);
    assert.equal(nextUp(-1), -1 + 2 ** -53);
    assert.equal(nextDown(-1), -1 - 2 ** -52);
    assert.equal(nextUp(2 ** 53), 2 ** 53 + 2);
  });

  it("cross zero by the smallest floats", () => {
    assert.equal(nextUp(0), Number.MIN_VALUE);
    assert.equal(nextUp(-0), Number.MIN_VALUE);
    assert.equal(nextDown(0), -Number.MIN_VALUE);
    assert.equal(nextDown(Number.MIN_VALUE), 0);
  });

  it("leave the ends as they are, but step back from them", () => {
    assert.equal(nextUp(Infinity), Infinity);
    assert.equal(nextUp(Number.MAX_VALUE), Infinity);
    assert.equal(nextDown(Infinity), Number.MAX_VALUE);
    assert.ok(Number.isNaN(nextUp(NaN)));
  });
});
