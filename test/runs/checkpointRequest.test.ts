import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import {
  checkpointRequested,
  clearCheckpointRequest,
  requestCheckpoint,
} from "../../src/runs/checkpointRequest.js";
import { runPaths } from "../../src/runs/runPaths.js";
import { temporaryFolder } from "./temporaryFolder.js";

describe("checkpointRequest", () => {
  it("stands until it is answered, whoever made it", () => {
    const folder = temporaryFolder();
    assert.ok(!checkpointRequested(folder));
    requestCheckpoint(folder);
    requestCheckpoint(folder);
    assert.ok(checkpointRequested(folder));
    clearCheckpointRequest(folder);
    clearCheckpointRequest(folder);
    assert.ok(!checkpointRequested(folder));
    writeFileSync(runPaths.save(folder), "please\n");
    assert.ok(checkpointRequested(folder));
  });

  it("says that the run is gone", () => {
    assert.throws(() => {
      requestCheckpoint("/nowhere");
    }, /^RunWriteError: .*save is gone/);
  });
});
