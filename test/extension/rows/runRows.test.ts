import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { RunColors } from "../../../src/extension/rows/runColors.js";
import { RunRows } from "../../../src/extension/rows/runRows.js";
import { RunRecords } from "../../../src/extension/runs/runRecords.js";
import { changeNotes } from "../../../src/runs/runNotes.js";
import { runPaths } from "../../../src/runs/runPaths.js";
import { readState, writeState } from "../../../src/runs/runState.js";
import { exampleRun } from "../../runs/exampleRun.js";
import { temporaryFolder } from "../../runs/temporaryFolder.js";

/** What a workspace remembers. */
function memory() {
  const kept = new Map<string, unknown>();
  return {
    get: (key: string) => kept.get(key),
    update: (key: string, value: unknown) => {
      kept.set(key, JSON.parse(JSON.stringify(value)));
      return Promise.resolve();
    },
  };
}

describe("RunRows", () => {
  it("tells all runs once, and then those that are other than before", async () => {
    const parent = temporaryFolder();
    const first = exampleRun(parent);
    const second = exampleRun(parent);
    const records = new RunRecords();
    const waiting = new Set<string>();
    const colors = new RunColors(memory());
    const rows = new RunRows({
      records: () => Promise.resolve(records.list()),
      isWaiting: (folder) => waiting.has(folder),
      colorOf: (id) => colors.of(id),
    });
    const changed = async () => {
      const { rows: told, gone } = await rows.changes();
      return { told: told.map(({ folder, phase }) => [folder, phase]), gone };
    };

    await records.readAll([parent]);
    const all = await rows.changes();
    assert.deepEqual(
      all.rows.map(({ folder }) => folder).sort(),
      [first.folder, second.folder].sort(),
    );
    const [row] = all.rows;
    assert.deepEqual(
      [row?.config["epsilon"], row?.config["data"], row?.config["optimizer.name"], row?.phase],
      [0.3, "mnist", "adam", "unqueued"],
    );
    assert.deepEqual(await changed(), { told: [], gone: [] });

    waiting.add(first.folder);
    assert.deepEqual(await changed(), { told: [[first.folder, "waiting"]], gone: [] });
    changeNotes(second.folder, { name: "b" });
    records.read(second.folder);
    assert.deepEqual(await changed(), { told: [[second.folder, "unqueued"]], gone: [] });
    rmSync(first.folder, { recursive: true });
    records.read(first.folder);
    assert.deepEqual(await changed(), { told: [], gone: [first.folder] });
  });

  it("has the time of training, and of a run that cannot be read why", async () => {
    const parent = temporaryFolder();
    const { folder } = exampleRun(parent);
    const broken = exampleRun(parent);
    const [started, ended] = ["2026-11-22T14:00:00.000Z", "2026-11-22T14:01:30.500Z"];
    writeState(folder, { ...readState(folder), status: "finished", started, ended });
    writeFileSync(runPaths.state(broken.folder), "{}");
    const records = new RunRecords();
    await records.readAll([parent]);
    const rows = new RunRows({
      records: () => Promise.resolve(records.list()),
      isWaiting: () => false,
      colorOf: () => 0,
    });
    const told = new Map((await rows.changes()).rows.map((row) => [row.folder, row]));
    assert.equal(told.get(folder)?.seconds, 90.5);
    const unread = told.get(broken.folder);
    assert.deepEqual([unread?.phase, unread?.name, unread?.config], ["broken", broken.id, {}]);
    assert.match(unread?.message ?? "", /status/);
  });
});

describe("RunColors", () => {
  it("keeps a run's colour, also over a reload, and gives new runs further ones", () => {
    const kept = memory();
    const colors = new RunColors(kept);
    assert.deepEqual(
      ["a", "b", "a", "c"].map((id) => colors.of(id)),
      [0, 1, 0, 2],
    );
    colors.keep();
    const later = new RunColors(kept);
    assert.deepEqual(
      ["d", "b", "c"].map((id) => later.of(id)),
      [3, 1, 2],
    );
  });

  it("begins anew where what was kept cannot be read", async () => {
    const kept = memory();
    await kept.update("gloro.runColors", [["a", "red"], 3, ["b", 4]]);
    const colors = new RunColors(kept);
    assert.deepEqual(
      ["b", "a"].map((id) => colors.of(id)),
      [4, 5],
    );
  });
});
