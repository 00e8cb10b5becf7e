import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import type { Run } from "../../src/runs/runFolder.js";
import { runPaths } from "../../src/runs/runPaths.js";
import { readState, writeState } from "../../src/runs/runState.js";
import { seriousFindings } from "./accessibility.js";
import { digitsConfig, writeConfig, writeDigits } from "./digits.js";
import { inEveryTheme } from "./inEveryTheme.js";
import { runOf, stepLines } from "./runsOf.js";
import { gloroInTerminal } from "./terminal.js";
import { windowFixture } from "./windowFixture.js";

describe("a dashboard", function () {
  this.timeout(120_000);

  const open = windowFixture({
    prepare: async (workspace) => {
      writeDigits(workspace, { training: 4096, test: 1024 });
      writeConfig(workspace, digitsConfig({ epochs: 20 }));
      await gloroInTerminal(workspace, "train", "digits.gloro.json");
      writeCard(runOf(workspace, "digits")!);
      writeDamagedCopy(runOf(workspace, "digits")!);
    },
  });

  before(async () => {
    await open().workbench.view("Runs");
    await open().workbench.openDashboard("digits");
  });

  inEveryTheme("dashboard", open, async (theme) => {
    const { dashboard } = open().workbench;
    await dashboard.inTheme(theme);
    // Colours differ, and with them what can be told apart.
    assert.deepEqual(await seriousFindings(await dashboard.frame()), []);
  });

  it("would not pass with a picture that has no text", async () => {
    const frame = await open().workbench.dashboard.frame();
    await frame.evaluate("document.body.append(document.createElement('img'))");
    const findings = await seriousFindings(frame);
    await frame.evaluate("document.body.lastElementChild.remove()");
    assert.equal(findings.length, 1);
    assert.match(findings[0]!, /^image-alt/);
  });

  it("is walked through with Tab from its header to its charts", async () => {
    const { dashboard } = open().workbench;
    await dashboard.heading("digits").click();
    const reached = await dashboard.tabThrough(9);
    assert.deepEqual(reached.slice(0, 2), ["Config", "Log"]);
    assert.match(reached[2]!, /^Why is my VRA low\?/);
    assert.equal(reached[3], "Smoothing");
    assert.ok(
      reached.some((name) => name.startsWith("Accuracy")),
      reached.join(", "),
    );
  });

  it("tells the engine, why it was chosen, and the card's memory", async () => {
    const { dashboard } = open().workbench;
    const facts = await (await dashboard.frame()).locator("header.run").innerText();
    assert.match(facts, /Engine\s+tensorflow/);
    assert.match(facts, /GPU memory\s+12\.3 of 85\.9 GB/);
    assert.match(facts, /A card · auto chose tensorflow: 3\.1 ms a step; onnx-cpu 9\.$/);
  });

  it("leaves out the lines of the metrics that are broken, and says how many", async () => {
    const { workbench, workspace } = open();
    await workbench.openDashboard("damaged");
    await workbench.dashboard
      .notice(/2 lines of the metrics are broken and left out\..*byte \d+: .*has no end/)
      .waitFor();
    const whole = stepLines(runOf(workspace, "digits")!);
    assert.equal(await workbench.dashboard.points("Learning rate"), whole - 1);
  });
});

/** What a run on a card has in its state. */
function writeCard({ folder }: Run): void {
  writeState(folder, {
    ...readState(folder),
    engine: {
      name: "tensorflow",
      reason: "fastest",
      measured: [
        { engine: "onnx-cpu", msPerStep: 9 },
        { engine: "tensorflow", msPerStep: 3.1 },
      ],
    },
    gpu: { name: "A card", memoryUsedBytes: 12.34e9, memoryTotalBytes: 85.9e9, driver: "1" },
  });
}

/** Copies a run under the name `damaged`, with a broken line of metrics and a last one without an end. */
function writeDamagedCopy({ folder, config }: Run): void {
  const copy = `${folder}-damaged`;
  cpSync(folder, copy, { recursive: true });
  writeFileSync(runPaths.config(copy), JSON.stringify({ ...config, name: "damaged" }));
  const lines = readFileSync(runPaths.metrics(folder), "utf8").split("\n");
  const middle = lines.findIndex((line, index) => index > 9 && line.includes('"steps"'));
  lines[middle] = "\0".repeat(40);
  const text = lines.join("\n");
  writeFileSync(runPaths.metrics(copy), text.slice(0, -40));
}
