import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import type { Run } from "../../src/runs/runFolder.js";
import { runPaths } from "../../src/runs/runPaths.js";
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
