import assert from "node:assert/strict";
import { rowHeight, seenRows } from "../../../webview/runsTable/seenRows.js";

describe("the rows of the table that are there", () => {
  const rows = Array.from({ length: 100 }, (_, index) => `row ${index}`);
  const places = (top: number, active: number) =>
    seenRows(rows, { scrollTop: top * rowHeight, clientHeight: 10 * rowHeight }, active).map(
      ({ row, place }) => {
        assert.equal(row, rows[place]);
        return place;
      },
    );
  const range = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => from + index);

  it("are those that can be seen, and a few beyond", () => {
    assert.deepEqual(places(0, -1), range(0, 18));
    assert.deepEqual(places(50, -1), range(42, 68));
    assert.deepEqual(places(95, -1), range(87, 100));
  });

  it("hold the active one, in its order, once", () => {
    assert.deepEqual(places(50, 3), [3, ...range(42, 68)]);
    assert.deepEqual(places(50, 42), range(42, 68));
    assert.deepEqual(places(50, 68), [...range(42, 68), 68]);
    assert.deepEqual(places(50, 500), range(42, 68));
  });
});
