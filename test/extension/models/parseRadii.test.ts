import assert from "node:assert/strict";
import { parseRadii } from "../../../src/extension/models/parseRadii.js";

describe("parseRadii", () => {
  it("takes numbers and fractions", () => {
    assert.deepEqual(parseRadii("0.1, 36/255,1e-3 , .5"), [0.1, 36 / 255, 1e-3, 0.5]);
  });

  for (const text of ["", "0", "-1", "0.1,", "1/0", "a", "0.1;0.2", "1/-2"])
    it(`refuses "${text}"`, () => {
      assert.equal(parseRadii(text), undefined);
    });
});
