import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { fixtureFile } from "../cli/models/fixtureFile.js";
import { readOutputs } from "../model/readFixture.js";
import { seriousFindings } from "./accessibility.js";
import { inEveryTheme } from "./inEveryTheme.js";
import { until } from "./until.js";
import { windowFixture } from "./windowFixture.js";

describe("a model on data", function () {
  this.timeout(120_000);

  const open = windowFixture({
    prepare: ({ folder }) => {
      copyFileSync(fixtureFile("mnist_2c2f_frozen"), join(folder, "python.gloronet"));
    },
  });

  it("shows what a model that Python wrote says of each image of MNIST, and then what is proven", async () => {
    const { workbench } = open();
    await workbench.quickInput.answer(
      () => workbench.runCommand("GloRo: Explore Samples…"),
      "python.gloronet",
      "MNIST",
    );
    const { samples } = workbench;
    await samples.heading("python.gloronet").waitFor();
    await samples.shows(/^10,000 of 10,000 samples/);
    await samples.proven();
  });

  it("narrows and sorts the images", async () => {
    const { samples } = open().workbench;
    await samples.choose("Answer", "wrong");
    await samples.choose("Sort by", "certified radius");
    await samples.choose("Direction", "descending");
    await samples.shows(/^\d+ of 10,000 samples: 0 \(0.00%\) right/);
    await samples.choose("Answer", "right");
    await samples.choose("Label", "7");
    await samples.shows(/^\d+ of 10,000 samples: (\d+) \(100.00%\) right/);
  });

  it("opens one with the keyboard, and attacks it", async () => {
    const { samples, page } = open().workbench;
    await samples.grid.focus();
    const first = await samples.active();
    await page.keyboard.press("ArrowRight");
    const second = await until(
      "another sample is active",
      () => samples.active(),
      (told) => told !== first,
    );
    assert.match(second, /^Example \d+: 7, predicted 7, certified to [\d.]+$/);
    await page.keyboard.press("Enter");
    const { detail } = samples;
    await detail.getByRole("heading", { name: second.split(":")[0]! }).waitFor();
    await detail.getByRole("img", { name: "The image" }).waitFor();
    await detail.getByRole("button", { name: "Attack" }).click();
    await detail.getByText(/the answer changes from 7 to \d/).waitFor();
    await detail.getByRole("img", { name: /^Difference, × [\d.]+$/ }).waitFor();
    assert.match((await detail.locator(".verdict").textContent())!, /it is certified\.$/);
  });

  inEveryTheme("samples", open, async (theme) => {
    const { samples } = open().workbench;
    await samples.inTheme(theme);
    assert.deepEqual(await seriousFindings(await samples.frame()), []);
  });

  it("comes back after a reload of the window, with what was chosen", async () => {
    const { workbench } = open();
    await workbench.savesEditor("Samples of python.gloronet");
    await workbench.reload();
    await workbench.samples.shows(/^\d+ of 10,000 samples: (\d+) \(100.00%\) right/);
  });

  it("is evaluated as by Python", async () => {
    const { workbench } = open();
    await workbench.quickInput.answer(
      () => workbench.runCommand("GloRo: Evaluate…"),
      "python.gloronet",
      "MNIST",
    );
    await workbench.tab(/python.gloronet: evaluation on MNIST/).waitFor();
    const { clean, vra } = readOutputs("mnist_2c2f_frozen").test;
    const [cleanShown, vraShown] = [clean, vra].map((share) => `${(100 * share).toFixed(2)}%`);
    const text = await workbench.editorText.textContent();
    const plain = text!.replaceAll("\u00A0", " ");
    assert.match(plain, new RegExp(`clean accuracy +${cleanShown!}.*VRA at ε = 0.3 +${vraShown!}`));
  });

  it("is attacked, and no certificate breaks", async () => {
    const { workbench } = open();
    await workbench.quickInput.answer(
      () => workbench.runCommand("GloRo: Attack…"),
      "python.gloronet",
      "MNIST",
      "The first 100",
    );
    await workbench.tab(/python.gloronet: attack on MNIST/).waitFor();
    const text = await workbench.editorText.textContent();
    assert.match(text!.replaceAll("\u00A0", " "), /Certificates attacked: \d+; broken: 0\./);
  });
});
