import assert from "node:assert/strict";
import { RowSelection } from "../../../webview/runsTable/rowSelection.js";

describe("RowSelection", () => {
  const rows = ["a", "b", "c", "d"];

  it("selects one more, or one less", () => {
    const selection = new RowSelection();
    assert.deepEqual(selection.toggled(new Set(["a"]), "c"), ["a", "c"]);
    assert.deepEqual(selection.toggled(new Set(["a", "c"]), "a"), ["c"]);
  });

  it("selects from the row before to another, up or down, and changes its mind", () => {
    const selection = new RowSelection();
    selection.toggled(new Set(), "c");
    assert.deepEqual(selection.rangeTo(rows, "d"), ["c", "d"]);
    assert.deepEqual(selection.rangeTo(rows, "a"), ["a", "b", "c"]);
  });

  it("begins where it ends where there is no row before, or it is gone", () => {
    const selection = new RowSelection();
    assert.deepEqual(selection.rangeTo(rows, "b"), ["b"]);
    assert.deepEqual(selection.rangeTo(rows, "d"), ["b", "c", "d"]);
    selection.begin("gone");
    assert.deepEqual(selection.rangeTo(rows, "c"), ["c"]);
  });
});
