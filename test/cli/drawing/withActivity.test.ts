import assert from "node:assert/strict";
import { withActivity } from "../../../src/cli/drawing/withActivity.js";
import { Output } from "../../../src/cli/output.js";
import { RecordingTerminal } from "../recordingTerminal.js";

class InteractiveTerminal extends RecordingTerminal {
  override readonly isInteractive = true;
}

describe("withActivity", () => {
  const told = async (terminal: RecordingTerminal, quiet: boolean) => {
    const work = withActivity(new Output(terminal, { quiet }), "Bounding layers", (report) => {
      report("Bounding dense");
      return Promise.reject(new Error("diverged"));
    });
    await assert.rejects(work, /diverged/);
    return terminal.written.err;
  };

  it("redraws a line on a terminal, and erases it also where the work fails", async () => {
    const erase = "\r\u001b[2K";
    const written = await told(new InteractiveTerminal(), false);
    assert.equal(written, `${erase}Bounding dense …${erase}`);
  });

  it("says the summary elsewhere, once", async () => {
    assert.equal(await told(new RecordingTerminal(), false), "Bounding layers …\n");
  });

  it("says nothing where nothing is to be said", async () => {
    assert.equal(await told(new InteractiveTerminal(), true), "");
    assert.equal(await told(new RecordingTerminal(), true), "");
  });
});
