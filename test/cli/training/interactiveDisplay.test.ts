import assert from "node:assert/strict";
import { Output } from "../../../src/cli/output.js";
import { InteractiveDisplay } from "../../../src/cli/training/interactiveDisplay.js";
import { PlainDisplay } from "../../../src/cli/training/plainDisplay.js";
import type { Run } from "../../../src/runs/runFolder.js";
import { createTinyRun } from "../../trainer/tinyRun.js";
import { temporaryFolder } from "../../trainer/temporaryFolder.js";
import { RecordingTerminal } from "../recordingTerminal.js";

describe("InteractiveDisplay", () => {
  const folder = temporaryFolder();
  let run: Run;

  beforeEach(() => {
    run = createTinyRun(folder.path);
  });

  it("tells why the run has its engine", () => {
    const started = {
      type: "started",
      engine: "eager",
      step: 0,
      epochs: 3,
      stepsPerEpoch: 8,
    } as const;
    for (const Display of [InteractiveDisplay, PlainDisplay]) {
      const terminal = new RecordingTerminal();
      const display = new Display(new Output(terminal, {}), run);
      display.hear({ ...started, why: "auto chose eager." });
      display.close();
      assert.match(terminal.written.err, /auto chose eager\.\n/, Display.name);
    }
  });

  it("redraws one line, and leaves one an epoch", () => {
    const terminal = new RecordingTerminal();
    const display = new InteractiveDisplay(new Output(terminal, {}), run);
    display.hear({ type: "ready", protocol: 1, pid: 1 });
    display.hear({ type: "started", engine: "eager", step: 12, epochs: 3, stepsPerEpoch: 8 });
    display.hear({ type: "activity", activity: "evaluating" });
    const accuracies = { loss: 0.5, cleanAccuracy: 0.75, vra: 0.5, rejectionRate: 0.25 };
    const scheduled = { epsilon: 0.1, lambda: 1.5, learningRate: 0.01 };
    display.hear({
      type: "epoch",
      line: { type: "epoch", epoch: 2, step: 16, train: accuracies, ...scheduled },
      isBest: false,
    });
    display.note("Stopping.");
    display.close();
    display.close();

    assert.equal(terminal.written.out, "epoch 2/3  loss 0.5000\n");
    const half = "████████████░░░░░░░░░░░░";
    const empty = "░".repeat(24);
    assert.deepEqual(terminal.written.err.split("\r\u001b[2K").slice(1), [
      `epoch 1/3  ${empty}  starting`,
      `epoch 2/3  ${half}  starting`,
      `epoch 2/3  ${half}  evaluating`,
      "",
      `epoch 2/3  ${half}  evaluating`,
      "Stopping.\n",
      `epoch 2/3  ${half}  evaluating`,
      "",
    ]);
  });
});
