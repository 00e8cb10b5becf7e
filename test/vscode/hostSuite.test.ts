import assert from "node:assert/strict";
import { runHostSuite } from "./runHostSuite.js";
import { temporaryWorkspace } from "./temporaryWorkspace.js";
import { vscodeFixture } from "./vscodeFixture.js";

describe("in the extension host", () => {
  it("the tests of test/vscode/suite pass", async function () {
    this.timeout(120_000);
    const workspace = temporaryWorkspace();
    try {
      const { exitCode, report } = await runHostSuite(vscodeFixture(), workspace.folder);
      assert.equal(exitCode, 0, `exit code ${exitCode}\n${report}`);
      // Else nothing ran.
      assert.match(report, /[1-9]\d* passing/, report);
    } finally {
      workspace.dispose();
    }
  });
});
