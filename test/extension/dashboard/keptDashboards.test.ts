import assert from "node:assert/strict";
import { KeptDashboards } from "../../../src/extension/dashboard/keptDashboards.js";

/** What VS Code keeps for the extension, at first `kept`. */
function memory(kept?: unknown) {
  const values = new Map<string, unknown>([["gloro.dashboards", kept]]);
  return {
    get: (key: string) => values.get(key),
    update: (key: string, value: unknown) => {
      values.set(key, JSON.parse(JSON.stringify(value)));
      return Promise.resolve();
    },
  } as ConstructorParameters<typeof KeptDashboards>[0];
}

describe("KeptDashboards", () => {
  it("knows after the host's death what was open, by its latest title", () => {
    const kept = memory();
    const before = new KeptDashboards(kept);
    before.keep("/runs/1", "1");
    before.keep("/runs/1", "net");
    before.keep("/runs/2", "net");
    before.keep("/runs/3", "net");
    before.forget("/runs/2");
    const after = new KeptDashboards(kept);
    assert.deepEqual(after.foldersOf("net"), ["/runs/1", "/runs/3"]);
    assert.deepEqual(after.foldersOf("1"), []);
  });

  it("takes what is no title for nothing", () => {
    for (const kept of [null, "net", 7, ["net"], { "/runs/1": 7 }]) {
      assert.deepEqual(new KeptDashboards(memory(kept)).foldersOf("7"), []);
    }
  });
});
