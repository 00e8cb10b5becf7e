import assert from "node:assert/strict";
import { curvesToRows, toCsv } from "../../../webview/charts/csv.js";

describe("a chart as CSV", () => {
  it("has a row for each x, and nothing where a curve has no value", () => {
    const rows = curvesToRows("epoch", [
      { label: "Loss, train", xs: [0.5, 1], ys: [2, NaN] },
      { label: 'the "test"', xs: [1, 2], ys: [3, 4] },
    ]);
    assert.equal(toCsv(rows), 'epoch,"Loss, train","the ""test"""\r\n0.5,2,\r\n1,,3\r\n2,,4\r\n');
  });
});
