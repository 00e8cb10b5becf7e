import assert from "node:assert/strict";
import { paint } from "../../../src/cli/drawing/paint.js";
import { table } from "../../../src/cli/drawing/table.js";

const columns = [
  { heading: "LAYER", align: "left" },
  { heading: "BOUND", align: "right" },
] as const;

describe("table", () => {
  it("aligns its columns", () => {
    assert.deepEqual(
      table(columns, [
        ["conv2d_1", "2.07"],
        ["a", "10.5"],
      ]),
      ["LAYER     BOUND", "conv2d_1   2.07", "a          10.5"],
    );
  });

  it("does not count colours as width", () => {
    const { red } = paint(true);
    assert.deepEqual(table(columns, [[red("a"), "1"]]), [
      "LAYER  BOUND",
      "\u001b[31ma\u001b[39m          1",
    ]);
  });

  it("colours nothing where colour is off", () => {
    assert.equal(paint(false).red("a"), "a");
  });
});
