import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RunRecords } from "../../src/extension/runs/runRecords.js";
import { ownIdentity } from "../../src/runs/processIdentity.js";
import { changeNotes } from "../../src/runs/runNotes.js";
import { runPaths } from "../../src/runs/runPaths.js";
import { readState, writeState } from "../../src/runs/runState.js";
import type { RunState } from "../../src/runs/state.js";
import { exampleRun } from "../runs/exampleRun.js";
import { temporaryFolder } from "../runs/temporaryFolder.js";

describe("RunRecords", () => {
  const change = (folder: string, state: Partial<RunState>) => {
    writeState(folder, { ...readState(folder), ...state });
  };

  it("finds runs that come and go, and reads no other anew", async () => {
    const parent = temporaryFolder();
    const records = new RunRecords();
    assert.deepEqual(await records.readAll([join(parent, "none")]), []);
    const first = exampleRun(parent);
    await records.readAll([parent]);
    const second = exampleRun(parent);
    change(first.folder, { status: "stopped" });
    const changes = await records.readAll([parent]);
    assert.deepEqual(
      changes.map(({ folder, affects }) => [folder, affects]),
      [[second.folder, "list"]],
    );
    rmSync(first.folder, { recursive: true });
    await records.readAll([parent]);
    assert.deepEqual(
      records.list().map(({ folder }) => folder),
      [second.folder],
    );
  });

  it("tells progress from what moves a run in a list, and sees its trainer go", async () => {
    const parent = temporaryFolder();
    const { folder } = exampleRun(parent);
    const records = new RunRecords();
    await records.readAll([parent]);
    assert.equal(records.read(folder).affects, "nothing");
    change(folder, { status: "running", process: ownIdentity() });
    assert.equal(records.read(folder).affects, "list");
    assert.deepEqual(records.active(), [folder]);
    change(folder, { epoch: 2.5 });
    assert.deepEqual(records.read(folder), { folder, affects: "run" });
    // As after kill -9: the state still says running, and no file changes.
    change(folder, { process: { ...ownIdentity(), pid: 2 ** 22 + 1 } });
    const { ended } = records.read(folder);
    assert.match(ended?.state.message ?? "", /^interrupted: /);
    assert.deepEqual(records.active(), []);
    assert.equal(records.read(folder).ended, undefined);
  });

  it("sees a run end that was too quick to be seen in training", async () => {
    const parent = temporaryFolder();
    const begin = new Date();
    const before = new Date(begin.getTime() - 1000).toISOString();
    const after = new Date(begin.getTime() + 1000).toISOString();
    const old = exampleRun(parent);
    change(old.folder, { status: "failed", ended: before });
    const quick = exampleRun(parent);
    change(quick.folder, { status: "failed", ended: after });
    const waiting = exampleRun(parent);
    const records = new RunRecords(begin);
    const changes = await records.readAll([parent]);
    assert.deepEqual(
      changes.flatMap(({ folder, ended }) => (ended ? [folder] : [])),
      [quick.folder],
    );
    change(waiting.folder, { status: "failed", ended: after });
    assert.ok(records.read(waiting.folder).ended);
  });

  it("keeps a run whose files are damaged, with the reason", async () => {
    const parent = temporaryFolder();
    const { folder, id } = exampleRun(parent);
    writeFileSync(runPaths.state(folder), "{");
    const records = new RunRecords();
    await records.readAll([parent]);
    const [record] = records.list();
    assert.ok(record?.kind === "broken");
    assert.equal(record.id, id);
    assert.match(record.message, /state\.json: /);
  });

  it("takes a run's name and notes from its notes", async () => {
    const parent = temporaryFolder();
    const { folder, config } = exampleRun(parent);
    const records = new RunRecords();
    await records.readAll([parent]);
    changeNotes(folder, { name: "wide", notes: "twice as wide" });
    assert.equal(records.read(folder).affects, "list");
    const record = records.get(folder);
    assert.ok(record?.kind === "run");
    assert.deepEqual(
      [record.name, record.configName, record.notes],
      ["wide", config.name, "twice as wide"],
    );
  });
});
