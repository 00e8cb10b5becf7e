import assert from "node:assert/strict";
import { checkFrozen } from "../../src/model/files/frozenCheck.js";

describe("checkFrozen", () => {
  for (const [frozen, verdict] of [
    [2 * (1 - 2e-4), "below"],
    [2 * (1 - 0.5e-4), "matches"],
    [2, "matches"],
    [2 * (1 + 0.5e-2), "matches"],
    [2 * (1 + 2e-2), "above"],
  ] as const)
    it(`says that ${frozen} ${verdict} an estimate of 2`, () => {
      assert.equal(checkFrozen(frozen, 2).verdict, verdict);
    });

  it("measures against the estimate", () => {
    assert.equal(checkFrozen(3, 4).relativeDifference, -0.25);
  });
});
