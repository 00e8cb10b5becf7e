import assert from "node:assert/strict";
import { seriousFindings } from "./accessibility.js";
import { digitsConfig, writeConfig, writeDigits } from "./digits.js";
import { runOf, runThatIs, stepLines } from "./runsOf.js";
import { gloroInTerminal } from "./terminal.js";
import { until } from "./until.js";
import { windowFixture } from "./windowFixture.js";

/** No machine finishes so many while a test runs: it ends when it is stopped. */
const endlessEpochs = 100_000;

describe("from the palette to a trained net", function () {
  this.timeout(120_000);

  const open = windowFixture({
    prepare: (workspace) => {
      writeDigits(workspace, { training: 4096 });
      writeConfig(workspace, digitsConfig({ name: "endless", epochs: endlessEpochs }));
      writeConfig(workspace, digitsConfig({ name: "short" }));
      writeConfig(workspace, digitsConfig({ name: "broken", data: "broken.npz" }));
      workspace.write("broken.npz", "no archive");
    },
  });

  it("trains the config that is picked, and shows its dashboard", async () => {
    const { workbench, workspace } = open();
    await workbench.quickInput.answer(
      () => workbench.runCommand("GloRo: Train"),
      "endless.gloro.json",
    );
    await runThatIs(workspace, "endless", "running");
    await workbench.tab(/^endless/).waitFor();
    await workbench.dashboard.heading("endless").waitFor();
    await (await workbench.view("Runs")).item(/endless.*running/i).waitFor();
    await workbench.statusItem(/endless/).waitFor();
  });

  it("draws curves that move", async () => {
    const { dashboard } = open().workbench;
    const points = await dashboard.morePoints("Loss", 0);
    await dashboard.morePoints("Loss", points);
  });

  it("has a dashboard without a serious finding of axe-core", async () => {
    const findings = await seriousFindings(await open().workbench.dashboard.frame());
    assert.deepEqual(findings, []);
  });

  it("stops at a checkpoint, and goes on from it", async () => {
    const { workbench, workspace } = open();
    await workbench.dashboard.press("Stop");
    const stopped = await runThatIs(workspace, "endless", "stopped");
    await workbench.dashboard.status("Stopped").waitFor();
    await (await workbench.view("Runs")).item(/endless.*stopped/i).waitFor();

    await workbench.dashboard.press("Resume");
    const resumed = await runThatIs(workspace, "endless", "running");
    assert.equal(resumed.folder, stopped.folder);
    await until(
      "it has trained further than where it stopped",
      () => runOf(workspace, "endless")!.state.step,
      (step) => step > stopped.state.step,
    );
  });

  it("trains on while the window is reloaded, and has all curves after it", async () => {
    const { workbench, workspace } = open();
    const before = await runThatIs(workspace, "endless", "running");
    await workbench.savesEditor("endless");
    await workbench.reload();
    await workbench.dashboard.heading("endless").waitFor();
    const { state } = await runThatIs(workspace, "endless", "running");
    assert.equal(state.process?.pid, before.state.process?.pid);
    await workbench.dashboard.morePoints("Learning rate", stepLines(before));

    await workbench.dashboard.press("Stop");
    const stopped = await runThatIs(workspace, "endless", "stopped");
    await until(
      "the curve has every line of the metrics",
      () => workbench.dashboard.points("Learning rate"),
      (points) => points === stepLines(stopped),
    );
  });

  it("lists a run that a terminal started", async () => {
    const { workbench, workspace } = open();
    const runs = await workbench.view("Runs");
    const exitCode = gloroInTerminal(workspace, "train", "short.gloro.json");
    await runs.item(/short/).waitFor();
    assert.equal(await exitCode, 0);
    await runs.item(/short.*finished/i).waitFor();
    await runs.item(/short/).click();
    await workbench.dashboard.heading("short").waitFor();
  });

  it("shows a failed run as failed, with its log one click away", async () => {
    const { workbench, workspace } = open();
    await workbench.quickInput.answer(
      () => workbench.runCommand("GloRo: Train"),
      "broken.gloro.json",
    );
    const { state } = await runThatIs(workspace, "broken", "failed");
    assert.match(state.message ?? "", /broken\.npz/);
    await workbench.notification(/broken failed/);
    const runs = await workbench.view("Runs");
    await runs.item(/broken.*failed/i).waitFor();
    await runs.act(/broken.*failed/i, /log/i);
    await workbench.tab("log.txt").waitFor();
    await workbench.editorText.filter({ hasText: "broken.npz" }).waitFor();
  });
});
