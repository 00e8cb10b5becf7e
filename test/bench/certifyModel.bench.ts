/**
 * What a person waits for after "GloRo: Certify…" of the explorer's menu, until the certificate of MNIST's 10,000
 * test images is on the screen: `npm run build && npm run bench:certify`. Nothing else should run.
 */
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { fixtureFile } from "../cli/models/fixtureFile.js";
import { Workbench } from "../ui/workbench.js";
import { temporaryWorkspace } from "../vscode/temporaryWorkspace.js";

const models = ["1", "2", "3", "4", "5"].map((number) => `model${number}.gloronet`);

/** Runs in the window: notes when a key was last pressed, such as the one that answers the last question. */
const watch = `addEventListener("keydown", () => (globalThis.gloroKey = Date.now()), { capture: true })`;

describe("certifying from the explorer's menu", function () {
  this.timeout(0);
  const seconds: number[] = [];
  const workspace = temporaryWorkspace();
  let workbench: Workbench;

  before(async () => {
    for (const model of models)
      copyFileSync(fixtureFile("mnist_2c2f_frozen"), join(workspace.folder, model));
    workbench = await Workbench.open(workspace.folder);
    // It watches the page, which costs the page time.
    await workbench.page.context().tracing.stop();
    await workbench.page.evaluate(watch);
  });

  after(async () => {
    await workbench.close();
    workspace.dispose();
    const sorted = seconds.toSorted((a, b) => a - b).map((one) => one.toFixed(2));
    console.log(`from the last answer to the certificate: ${sorted.join(", ")} s`);
  });

  for (const model of models) {
    it(model, async () => {
      const { page, modelReport } = workbench;
      await workbench.runCommand("View: Show Explorer");
      const choose = async () => {
        await workbench.explorerItem(model).click({ button: "right" });
        // A menu that has just opened is deaf to clicks.
        await page.getByRole("menuitem", { name: "GloRo: Certify" }).hover();
        await page.keyboard.press("Enter");
      };
      await workbench.quickInput.answer(choose, "MNIST", /radii/);
      const pressed = await page.evaluate<number>("globalThis.gloroKey");
      await modelReport.heading(model).waitFor();
      await modelReport.document.getByRole("heading", { name: /^Certificate/ }).waitFor();
      seconds.push((Date.now() - pressed) / 1000);
      // The report goes on with its own bounds, which are no part of the next certificate's time.
      await modelReport.examined();
    });
  }
});
