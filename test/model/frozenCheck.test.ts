import assert from "node:assert/strict";
import { checkFrozen, verdictText } from "../../src/model/files/frozenCheck.js";

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

describe("verdictText", () => {
  for (const [frozen, told] of [
    [2 * (1 - 0.0021), /0\.21% below .* certifies more than holds/],
    [2, /is what the weights give/],
    [2.5, /25% above .* certifies less than it could/],
  ] as const)
    it(`says how far ${frozen} is off an estimate of 2`, () => {
      assert.match(verdictText(checkFrozen(frozen, 2)), told);
    });
});
