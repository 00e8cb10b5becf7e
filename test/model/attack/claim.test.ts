import assert from "node:assert/strict";
import { isTop, nearestPairs, violation } from "../../../src/model/attack/claim.js";

describe("a claim", () => {
  it("holds while its classes have the largest logits; of equals the first comes first", () => {
    assert.ok(isTop([1, 3, 2], [1]));
    assert.ok(isTop([1, 3, 2], [2, 1]));
    assert.ok(!isTop([1, 3, 2], [2]));
    assert.ok(isTop([3, 3, 2], [0]));
    assert.ok(!isTop([3, 3, 2], [1]));
    assert.ok(!isTop([3, NaN, 2], [0]));
    assert.ok(!isTop([NaN, 1, 2], [0]));
  });

  it("is violated by as much as the first rival leads", () => {
    assert.equal(violation([1, 3, 2], [1]), -1);
    assert.equal(violation([1, 3, 2], [1, 0]), 1);
    assert.equal(violation([1, 3, 2], [0]), 2);
  });

  it("is nearest to the pair with the least margin for its constant", () => {
    const constants = { classes: 3, values: [-1, 1, 4, 1, -1, 1, 4, 1, -1] };
    assert.deepEqual(nearestPairs([5, 3, 2], [0], constants), [
      { top: 0, rival: 2 },
      { top: 0, rival: 1 },
    ]);
    assert.deepEqual(nearestPairs([5, 3, 2], [0, 1], constants), [
      { top: 0, rival: 2 },
      { top: 1, rival: 2 },
    ]);
  });
});
