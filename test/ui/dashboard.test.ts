import assert from "node:assert/strict";
import { seriousFindings } from "./accessibility.js";
import { digitsConfig, writeConfig, writeDigits } from "./digits.js";
import { inEveryTheme } from "./inEveryTheme.js";
import { gloroInTerminal } from "./terminal.js";
import { windowFixture } from "./windowFixture.js";

describe("a dashboard", function () {
  this.timeout(120_000);

  const open = windowFixture({
    prepare: async (workspace) => {
      writeDigits(workspace, { training: 4096, test: 1024 });
      writeConfig(workspace, digitsConfig({ epochs: 20 }));
      await gloroInTerminal(workspace, "train", "digits.gloro.json");
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
    const reached = await dashboard.tabThrough(8);
    assert.deepEqual(reached.slice(0, 3), ["Config", "Log", "Smoothing"]);
    assert.ok(
      reached.some((name) => name.startsWith("Accuracy")),
      reached.join(", "),
    );
  });
});
