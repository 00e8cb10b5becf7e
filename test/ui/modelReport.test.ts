import assert from "node:assert/strict";
import { seriousFindings } from "./accessibility.js";
import { inEveryTheme } from "./inEveryTheme.js";
import { trainDigits } from "./trainDigits.js";
import { windowFixture } from "./windowFixture.js";

describe("a model report", function () {
  this.timeout(120_000);

  const open = windowFixture({
    prepare: async (workspace) => {
      await trainDigits(workspace);
    },
  });

  it("opens by a click on the file in the explorer", async () => {
    const { workbench } = open();
    await workbench.clickFile("digits.gloronet");
    await workbench.modelReport.heading("digits.gloronet").waitFor();
    await workbench.modelReport.examined();
  });

  it("shows a certificate of the test split that was asked for", async () => {
    const { workbench } = open();
    const { modelReport } = workbench;
    await workbench.quickInput.answer(() => modelReport.press("Certify…"), "MNIST", /radii/);
    await modelReport.document.getByRole("heading", { name: /^Certificate/ }).waitFor();
  });

  inEveryTheme("model-report", open, async (theme) => {
    const { modelReport } = open().workbench;
    await modelReport.inTheme(theme);
    // Colours differ, and with them what can be told apart.
    assert.deepEqual(await seriousFindings(await modelReport.frame()), []);
  });

  it("is walked through with Tab from what can be done to what is known", async () => {
    const { modelReport } = open().workbench;
    await modelReport.heading("digits.gloronet").click();
    const reached = await modelReport.tabThrough(12);
    assert.deepEqual(reached.slice(0, 3), ["Certify…", "Freeze", "Export…"]);
    assert.ok(reached.includes("Layers"), reached.join(", "));
  });
});
