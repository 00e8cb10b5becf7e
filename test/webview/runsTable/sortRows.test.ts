import assert from "node:assert/strict";
import { columnsOf } from "../../../webview/runsTable/columns.js";
import { nextSort, sortRows } from "../../../webview/runsTable/sortRows.js";
import type { SortKey } from "../../../webview/runsTable/sortRows.js";
import { row, trained } from "./rows.js";

const up = (column: string): SortKey => ({ column, isDescending: false });
const down = (column: string): SortKey => ({ column, isDescending: true });

describe("sortRows", () => {
  const rows = [
    trained("run-10", 0.9, 0.3),
    row("bare"),
    trained("run-2", 0.9, 0.1),
    trained("run-1", 0.95, 0.3),
  ];
  const columns = columnsOf(rows);
  const sorted = (...keys: SortKey[]) => sortRows(rows, keys, columns).map(({ id }) => id);

  it("puts rows without a value last in both directions", () => {
    assert.deepEqual(sorted(up("vra")), ["run-10", "run-2", "run-1", "bare"]);
    assert.deepEqual(sorted(down("vra")), ["run-1", "run-10", "run-2", "bare"]);
  });

  it("asks the next key where one does not tell rows apart", () => {
    assert.deepEqual(sorted(up("vra"), up("config.epsilon")), ["run-2", "run-10", "run-1", "bare"]);
    assert.deepEqual(sorted(down("config.epsilon"), down("vra")).slice(0, 2), ["run-1", "run-10"]);
  });

  it("orders numbers within texts by their size", () => {
    assert.deepEqual(sorted(up("name")), ["bare", "run-1", "run-2", "run-10"]);
  });

  it("keeps the order without a key that is known", () => {
    assert.deepEqual(sorted(up("config.gone")), ["run-10", "bare", "run-2", "run-1"]);
  });

  it("takes numbers before texts where a key of configs has both", () => {
    const mixed = [row("text", { config: { k: "a" } }), row("number", { config: { k: 7 } })];
    const order = sortRows(mixed, [up("config.k")], columnsOf(mixed)).map(({ id }) => id);
    assert.deepEqual(order, ["number", "text"]);
  });
});

describe("nextSort", () => {
  it("goes upward, downward, and back to none", () => {
    let keys: readonly SortKey[] = [up("name")];
    keys = nextSort(keys, "vra", false);
    assert.deepEqual(keys, [up("vra")]);
    keys = nextSort(keys, "vra", false);
    assert.deepEqual(keys, [down("vra")]);
    assert.deepEqual(nextSort(keys, "vra", false), []);
  });

  it("keeps the other keys, and their order, where one is added", () => {
    const two = nextSort([up("state")], "vra", true);
    assert.deepEqual(two, [up("state"), up("vra")]);
    const turned = nextSort(two, "state", true);
    assert.deepEqual(turned, [down("state"), up("vra")]);
    assert.deepEqual(nextSort(turned, "state", true), [up("vra")]);
  });
});
