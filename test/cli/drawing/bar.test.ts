import assert from "node:assert/strict";
import { bar } from "../../../src/cli/drawing/bar.js";

describe("bar", () => {
  for (const [fraction, width, drawn] of [
    [0, 4, ""],
    [1, 4, "████"],
    [0.5, 4, "██"],
    [0.5, 1, "▌"],
    [1 / 32, 4, "▏"],
    [31 / 32, 4, "███▉"],
    [-1, 4, ""],
    [7, 4, "████"],
  ] as const) {
    it(`draws ${fraction} of ${width} as "${drawn}"`, () => {
      assert.equal(bar(fraction, width), drawn);
    });
  }
});
