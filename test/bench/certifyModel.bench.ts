/**
 * What a person waits for after "GloRo: Certify…" of the explorer's menu, until the certificate of MNIST's 10,000
 * test images is on the screen: `npm run build && npm run bench:certify`. Nothing else should run.
 */
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { fixtureFile } from "../cli/models/fixtureFile.js";
import { windowFixture } from "../ui/windowFixture.js";

const models = ["1", "2", "3", "4", "5"].map((number) => `model${number}.gloronet`);

/** Runs in the window: notes when a key was last pressed, such as the one that answers the last question. */
const watch = `addEventListener("keydown", () => (globalThis.gloroKey = Date.now()), { capture: true })`;

describe("certifying from the explorer's menu", function () {
  this.timeout(0);
  const seconds: number[] = [];
  const open = windowFixture({
    prepare: ({ folder }) => {
      for (const model of models)
        copyFileSync(fixtureFile("mnist_2c2f_frozen"), join(folder, model));
    },
  });

  before(async () => {
    await open().workbench.page.evaluate(watch);
  });

  after(() => {
    const sorted = seconds.toSorted((a, b) => a - b).map((one) => one.toFixed(2));
    console.log(`from the last answer to the certificate: ${sorted.join(", ")} s`);
  });

  for (const model of models) {
    it(model, async () => {
      const { workbench } = open();
      const { page, modelReport } = workbench;
      await workbench.runCommand("View: Show Explorer");
      const choose = async () => {
        await workbench.explorerItem(model).click({ button: "right" });
        await page.getByRole("menuitem", { name: "GloRo: Certify" }).click();
      };
      await workbench.quickInput.answer(choose, "MNIST", /radii/);
      const pressed = await page.evaluate<number>("globalThis.gloroKey");
      await modelReport.heading(model).waitFor();
      await modelReport.document.getByRole("heading", { name: /^Certificate/ }).waitFor();
      seconds.push((Date.now() - pressed) / 1000);
    });
  }
});
