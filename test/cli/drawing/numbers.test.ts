import assert from "node:assert/strict";
import { duration, percent, significant } from "../../../src/cli/drawing/numbers.js";

describe("numbers", () => {
  for (const [milliseconds, text] of [
    [0.12345, "0.123 ms"],
    [12.345, "12.3 ms"],
    [999.9, "1000 ms"],
    [4210, "4.2 s"],
    [59_000, "59.0 s"],
    [59_700, "1m 00s"],
    [185_000, "3m 05s"],
    [7_640_000, "2h 07m"],
    [86_400_000, "24h 00m"],
  ] as const) {
    it(`says ${milliseconds} ms as "${text}"`, () => {
      assert.equal(duration(milliseconds), text);
    });
  }

  it("says shares as percents and numbers without trailing zeros", () => {
    assert.equal(percent(0.9637), "96.37%");
    assert.equal(percent(1), "100.00%");
    assert.equal(significant(36 / 255), "0.1412");
    assert.equal(significant(0.3), "0.3");
    assert.equal(significant(1.2e-7), "1.2e-7");
  });
});
