import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { lock } from "../../src/runs/lock.js";
import { openRun } from "../../src/runs/runFolder.js";
import { deleteTrashed, restoreRun, trashRun, trashedRuns } from "../../src/runs/trash.js";
import { exampleRun } from "./exampleRun.js";
import { temporaryFolder } from "./temporaryFolder.js";

describe("trash", () => {
  it("gives a run back as it was", () => {
    const run = exampleRun(`${temporaryFolder()}/.gloro/runs`);
    const trashed = trashRun(run.folder);
    assert.ok(!existsSync(run.folder));
    assert.deepEqual(trashedRuns(dirname(run.folder)), [trashed]);
    restoreRun(trashed);
    assert.deepEqual(openRun(run.folder), run);
    assert.deepEqual(trashedRuns(dirname(run.folder)), []);
  });

  it("deletes for good only when told to, and says so to who comes too late", () => {
    const run = exampleRun(`${temporaryFolder()}/.gloro/runs`);
    const trashed = trashRun(run.folder);
    deleteTrashed(trashed);
    assert.throws(() => {
      restoreRun(trashed);
    }, /deleted for good/);
  });

  it("leaves a run that is being trained, and one that came back meanwhile", () => {
    const run = exampleRun(`${temporaryFolder()}/.gloro/runs`);
    const held = lock(run.folder);
    assert.throws(() => trashRun(run.folder), /^RunLockedError: /);
    held.release();
    const trashed = trashRun(run.folder);
    mkdirSync(run.folder);
    assert.throws(() => {
      restoreRun(trashed);
    }, /is there again/);
    assert.ok(existsSync(trashed));
  });
});
