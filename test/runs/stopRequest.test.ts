import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { runPaths } from "../../src/runs/runPaths.js";
import { clearStop, requestStop, stopRequested } from "../../src/runs/stopRequest.js";
import { temporaryFolder } from "./temporaryFolder.js";

describe("stopRequest", () => {
  it("says what was asked, until it is taken back", () => {
    const folder = temporaryFolder();
    assert.equal(stopRequested(folder), undefined);
    requestStop(folder, "gracefully");
    assert.equal(stopRequested(folder), "gracefully");
    requestStop(folder, "now");
    assert.equal(stopRequested(folder), "now");
    clearStop(folder);
    clearStop(folder);
    assert.equal(stopRequested(folder), undefined);
  });

  it("takes a file that any program made as a graceful stop", () => {
    const folder = temporaryFolder();
    for (const content of ["", "please", "NOW"]) {
      writeFileSync(runPaths.stop(folder), content);
      assert.equal(stopRequested(folder), "gracefully", content);
    }
  });
});
