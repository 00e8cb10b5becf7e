import assert from "node:assert/strict";
import { endUntrained } from "../../src/runs/endUntrained.js";
import { lock } from "../../src/runs/lock.js";
import { openRun } from "../../src/runs/runFolder.js";
import { readState } from "../../src/runs/runState.js";
import { exampleRun } from "./exampleRun.js";
import { temporaryFolder } from "./temporaryFolder.js";

describe("endUntrained", () => {
  it("ends a queued run, with a reason", () => {
    const { folder } = exampleRun(temporaryFolder());
    endUntrained(folder, "failed", "The trainer did not start.");
    const { status, message, ended } = openRun(folder).state;
    assert.deepEqual([status, message], ["failed", "The trainer did not start."]);
    assert.ok(ended !== undefined);
    lock(folder).release();
  });

  it("leaves a run alone that a trainer has", () => {
    const { folder } = exampleRun(temporaryFolder());
    const held = lock(folder);
    assert.throws(() => {
      endUntrained(folder, "stopped", "Taken out.");
    }, /^RunLockedError: /);
    held.release();
    assert.equal(readState(folder).status, "queued");
  });
});
