import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { hasCheckpoint, loadCheckpoint } from "../../src/runs/checkpoint.js";
import { liveness } from "../../src/runs/processIdentity.js";
import type { Run } from "../../src/runs/runFolder.js";
import { runPaths } from "../../src/runs/runPaths.js";
import { runsFolder } from "../../src/runs/runsFolder.js";
import { writeState } from "../../src/runs/runState.js";
import { digitsConfig, writeConfig, writeDigits } from "./digits.js";
import { parentOf } from "./parentOf.js";
import { runOf, runThatIs, stepLines } from "./runsOf.js";
import { mountSmallDisk } from "./smallDisk.js";
import type { SmallDisk } from "./smallDisk.js";
import { until } from "./until.js";
import { windowFixture } from "./windowFixture.js";

/** No machine finishes so many while a test runs: it ends when something ends it. */
const endlessEpochs = 100_000;
const name = "endless";
const config = digitsConfig({ name, epochs: endlessEpochs });

describe("when something goes wrong", function () {
  this.timeout(120_000);

  let disk: SmallDisk | undefined;
  const open = windowFixture({
    prepare: (workspace) => {
      disk = mountSmallDisk(runsFolder(workspace.folder));
      writeDigits(workspace);
      writeConfig(workspace, config);
    },
    release: () => {
      disk?.unmount();
    },
  });

  /** Waits until the run has saved a checkpoint and trained on. */
  const pastCheckpoint = async (from = 0): Promise<Run> => {
    const run = await until(
      `the run has trained past a checkpoint, and step ${from}`,
      () => runOf(open().workspace, name),
      (found) =>
        found !== undefined &&
        hasCheckpoint(found.folder, "last") &&
        found.state.step > Math.max(from, loadCheckpoint(found.folder, "last").progress.step),
    );
    return run!;
  };

  it("a killed trainer leaves a run that is interrupted, with all that was measured", async () => {
    const { workbench, workspace } = open();
    await workbench.runCommand("GloRo: Train");
    await workbench.dashboard.heading(name).waitFor();
    const { state } = await pastCheckpoint();
    process.kill(state.process!.pid, "SIGKILL");
    const runs = await workbench.view("Runs");
    await runs.itemWithIcon(/endless.*interrupted/i, "warning").waitFor();
    const { dashboard } = workbench;
    await dashboard.status("Interrupted").waitFor();
    await dashboard.notice(/Resume the run to go on from its last checkpoint/).waitFor();
    const run = runOf(workspace, name)!;
    await until(
      "the curve has every line of the metrics",
      () => dashboard.points("Learning rate"),
      (points) => points === stepLines(run),
    );
  });

  it("a run that was interrupted goes on from its last checkpoint, by its notification", async () => {
    const { workbench, workspace } = open();
    const { folder, state } = runOf(workspace, name)!;
    const { progress } = loadCheckpoint(folder, "last");
    const kept = () => readFileSync(runPaths.metrics(folder)).subarray(0, progress.metricsBytes);
    const before = kept();
    const notification = await workbench.notification(/endless was interrupted/);
    await notification.getByRole("button", { name: "Resume" }).click();
    await runThatIs(workspace, name, "running");
    const resumed = await pastCheckpoint(state.step);
    assert.equal(resumed.folder, folder);
    assert.equal(resumed.state.resumes, state.resumes + 1);
    assert.deepEqual(kept(), before);
    const steps = stepsIn(resumed);
    assert.deepEqual(
      steps,
      steps.map((_, index) => (index + 1) * 4),
      "a step is missing, or there twice",
    );
  });

  it("a killed extension host leaves the trainer alone, and the next one shows the run", async () => {
    const { workbench, workspace } = open();
    const before = await runThatIs(workspace, name, "running");
    const { process: trainer } = before.state;
    process.kill(parentOf(trainer!.pid), "SIGKILL");
    await pastCheckpoint(before.state.step);
    // VS Code starts the next one itself, but not in a window for an extension in development.
    await workbench.dashboard.notice(/GloRo does not answer/).waitFor();
    await workbench.reload(() =>
      workbench.dashboard.document.getByRole("link", { name: "Reload the window" }).click(),
    );
    // VS Code opens a page again only if it last noted what is open while the page's extension lived.
    await workbench.openDashboard(name);
    const { dashboard } = workbench;
    await dashboard.morePoints("Learning rate", stepLines(before));
    assert.deepEqual((await runThatIs(workspace, name, "running")).state.process, trainer);
    await (await workbench.view("Runs")).item(/endless.*running/i).waitFor();
  });

  it("a config that is edited stays what it was for its run", async () => {
    const { workbench, workspace } = open();
    writeConfig(workspace, { ...config, epsilon: 0.2, learningRate: 0.5 });
    await workbench.dashboard.press("Config");
    await workbench.tab("config.json").waitFor();
    await workbench.editorText.filter({ hasText: '"epsilon": 0.1' }).waitFor();

    await workbench.openDashboard(name);
    await workbench.dashboard.press("Stop");
    await runThatIs(workspace, name, "stopped");
    await workbench.dashboard.press("Resume");
    const { config: kept } = await runThatIs(workspace, name, "running");
    assert.equal(kept.epsilon, 0.1);
    await workbench.dashboard.document.getByText("VRA at ε 0.1", { exact: true }).waitFor();
  });

  it("a run without memory for its batch goes on with the smaller one that should fit", async () => {
    const { workbench, workspace } = open();
    await workbench.dashboard.press("Stop");
    const { folder, state, config: before } = await runThatIs(workspace, name, "stopped");
    const resumeWith = [`batchSize=${before.batchSize / 2}`];
    const message = "The engine ran out of memory.";
    writeState(folder, { ...state, status: "failed", message, resumeWith });
    await workbench.dashboard.status("Failed").waitFor();
    await workbench.quickInput.answer(
      () => workbench.dashboard.press("Resume"),
      "Resume with a smaller batch",
    );
    const resumed = await runThatIs(workspace, name, "running");
    assert.equal(resumed.config.batchSize, before.batchSize / 2);
    assert.equal(resumed.state.resumeWith, undefined);
  });

  it("a deleted folder leaves its curves on the screen, and no trainer", async () => {
    const { workbench } = open();
    const { dashboard } = workbench;
    const { folder, state } = await pastCheckpoint();
    const points = await dashboard.points("Learning rate");
    assert.ok(points > 0);
    rmSync(folder, { recursive: true, maxRetries: 10 });
    await dashboard.status("Gone").waitFor();
    await dashboard.notice(/The run is gone/).waitFor();
    assert.ok((await dashboard.points("Learning rate")) >= points);
    await workbench.notification(/the run's folder was deleted or moved/);
    await until(
      "its trainer has ended",
      () => liveness(state.process!),
      (life) => life === "dead",
    );
    assert.equal(await (await workbench.view("Runs")).item(/endless/).count(), 0);
  });

  it("a full disk ends a run with the reason, and its checkpoint is whole", async function () {
    if (!disk) {
      console.error("      Skipped: a small disk can only be mounted by root.");
      this.skip();
    }
    const { workbench, workspace } = open();
    await workbench.runCommand("GloRo: Train");
    await workbench.dashboard.heading(name).waitFor();
    await pastCheckpoint();
    disk.fill();
    const { folder, state } = await runThatIs(workspace, name, "failed");
    assert.match(
      state.message ?? "",
      /^The disk is full: .* Free some space, then resume the run\.$/,
    );
    assert.ok(loadCheckpoint(folder, "last").progress.step > 0);
    await (await workbench.view("Runs")).item(/endless, Failed, The disk is full/).waitFor();
    await workbench.dashboard.status("Failed").waitFor();
    await workbench.dashboard.notice(/The disk is full/).waitFor();

    disk.free();
    await workbench.dashboard.press("Resume");
    await runThatIs(workspace, name, "running");
    await pastCheckpoint(state.step);
  });
});

/** The steps that a run's metrics tell of, in their order. */
function stepsIn({ folder }: Run): number[] {
  const lines = readFileSync(runPaths.metrics(folder), "utf8").trimEnd().split("\n");
  return lines
    .map((line) => JSON.parse(line) as { type: string; step: number })
    .filter(({ type }) => type === "steps")
    .map(({ step }) => step);
}
