import assert from "node:assert/strict";
import { gridMove } from "../../../webview/runsTable/gridMove.js";

describe("gridMove", () => {
  const size = { rows: 100, columns: 4, page: 10 };
  const from = { row: 5, column: 2 };
  const moved = (key: string, ctrlKey = false, place = from) => {
    const to = gridMove({ key, ctrlKey, metaKey: false }, place, size);
    return to && [to.row, to.column];
  };

  it("goes cell by cell, up to the titles and no further than the edges", () => {
    assert.deepEqual(
      ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"].map((key) => moved(key)),
      [
        [4, 2],
        [6, 2],
        [5, 1],
        [5, 3],
      ],
    );
    assert.deepEqual(moved("ArrowUp", false, { row: 0, column: 2 }), [-1, 2]);
    assert.deepEqual(moved("ArrowUp", false, { row: -1, column: 2 }), [-1, 2]);
    assert.deepEqual(moved("ArrowDown", false, { row: 99, column: 2 }), [99, 2]);
    assert.deepEqual(moved("ArrowRight", false, { row: 0, column: 3 }), [0, 3]);
  });

  it("goes by pages, within the row, and to the first and last cell of all", () => {
    assert.deepEqual(
      ["PageUp", "PageDown", "Home", "End"].map((key) => moved(key)),
      [
        [0, 2],
        [15, 2],
        [5, 0],
        [5, 3],
      ],
    );
    assert.deepEqual(
      [moved("Home", true), moved("End", true)],
      [
        [-1, 0],
        [99, 3],
      ],
    );
  });

  it("leaves other keys alone", () => {
    assert.deepEqual([moved("x"), moved("ArrowLeft", true)], [undefined, undefined]);
  });
});
