import assert from "node:assert/strict";
import { TableContent } from "../../../webview/runsTable/tableContent.js";
import { movedColumn, newTableView, readTableView } from "../../../webview/runsTable/tableView.js";
import type { TableView } from "../../../webview/runsTable/tableView.js";
import { row, trained } from "./rows.js";

const a = trained("2026-a", 0.95, 0.3);
const b = trained("2026-b", 0.85, 0.3);
const c = row("2026-c", { phase: "running", notes: 'say "hi"' });
const view = (changes: Partial<TableView> = {}): TableView => ({ ...newTableView, ...changes });

function contentOf(...rows: (typeof a)[]): TableContent {
  const content = new TableContent();
  content.take({ rows, gone: [] });
  return content;
}

describe("TableContent", () => {
  const ids = (content: TableContent, shown: TableView) =>
    content.shownRows(shown).map(({ id }) => id);

  it("has the newest run first, and takes what changes, comes and goes", () => {
    const content = contentOf(a, c);
    assert.deepEqual(ids(content, view()), ["2026-c", "2026-a"]);
    content.take({ rows: [b, { ...a, name: "renamed" }], gone: [c.folder] });
    assert.deepEqual(ids(content, view()), ["2026-b", "2026-a"]);
    assert.equal(content.get(a.folder)?.name, "renamed");
  });

  it("keeps pinned runs on top, sorted among themselves, whatever the filter", () => {
    const content = contentOf(a, b, c);
    content.setFilter("vra > 0.9");
    const pinned = [b.folder, c.folder];
    const sort = [{ column: "vra", isDescending: false }];
    assert.deepEqual(ids(content, view({ pinned, sort })), ["2026-b", "2026-c", "2026-a"]);
    assert.deepEqual(ids(content, view({ sort })), ["2026-a"]);
  });

  it("goes on with the filter before where one cannot be used, and says why", () => {
    const content = contentOf(a, b);
    assert.equal(content.setFilter("vra > 0.9"), "");
    assert.match(content.setFilter("vra >"), /^At character/);
    assert.deepEqual(ids(content, view()), ["2026-a"]);
  });

  it("offers the keys of all configs as columns, and shows those that are chosen in their order", () => {
    const content = contentOf(a, row("x", { config: { "data.path": "digits" } }));
    const chosen = ["config.epsilon", "name", "config.data.path", "config.unknown"];
    const columns = content.shownColumns(view({ columns: chosen }));
    assert.deepEqual(
      columns.map(({ id }) => id),
      chosen.slice(0, 3),
    );
  });

  it("writes what is shown with all digits, the ids of the columns first", () => {
    const content = contentOf({ ...a, best: { epoch: 3, vra: 0.9512345 } }, c);
    assert.deepEqual(content.csvRows(view({ columns: ["name", "vra", "notes"] })), [
      ["name", "vra", "notes"],
      ["2026-c", "", 'say "hi"'],
      ["2026-a", 0.9512345, ""],
    ]);
  });

  it("is not misled by keys that are called as what every object has", () => {
    const content = contentOf(a, row("x", { config: { constructor: 3 } }));
    const [column] = content.shownColumns(view({ columns: ["config.constructor"] }));
    assert.deepEqual([a, content.get("/ws/.gloro/runs/x")!].map(column!.value), [undefined, 3]);
  });
});

describe("readTableView", () => {
  it("takes what was kept", () => {
    const kept = view({
      filter: "vra > 0.5",
      pinned: ["/r"],
      sort: [{ column: "vra", isDescending: true }],
    });
    assert.deepEqual(readTableView(JSON.parse(JSON.stringify(kept))), kept);
  });

  it("is new where nothing, or nothing of use, was kept", () => {
    for (const saved of [undefined, null, 3, [], { columns: "name", sort: [{ column: 3 }] }]) {
      assert.deepEqual(readTableView(saved), newTableView);
    }
  });
});

describe("movedColumn", () => {
  it("moves a column, at most to an end", () => {
    assert.deepEqual(movedColumn(["a", "b", "c"], "c", -1), ["a", "c", "b"]);
    assert.deepEqual(movedColumn(["a", "b", "c"], "a", -1), ["a", "b", "c"]);
    assert.deepEqual(movedColumn(["a", "b", "c"], "a", 9), ["b", "c", "a"]);
  });
});
