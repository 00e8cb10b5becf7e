import assert from "node:assert/strict";
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { seriousFindings } from "./accessibility.js";
import { inEveryTheme } from "./inEveryTheme.js";
import { trainDigits } from "./trainDigits.js";
import { windowFixture } from "./windowFixture.js";

const name = "digits.gloro-certificate.json";

describe("a certificate", function () {
  this.timeout(120_000);

  const open = windowFixture({
    prepare: async (workspace) => {
      await trainDigits(workspace);
    },
  });

  it("is saved from the model's report, beside the model", async () => {
    const { workbench, workspace } = open();
    await workbench.clickFile("digits.gloronet");
    const { modelReport } = workbench;
    await workbench.quickInput.answer(() => modelReport.press("Certify…"), "MNIST", /radii/);
    await modelReport.press("Save certificate…");
    await workbench.quickInput.accept(/Save the certificate/);
    await workbench.notification(/Saved the certificate/);
    assert.match(readFileSync(join(workspace.folder, name), "utf8"), /"seal":"[0-9a-f]{64}"\}\n$/);
  });

  it("opens by a click, and is verified with the model and the data that it was made of", async () => {
    const { workbench } = open();
    await workbench.clickFile(name);
    const { certificate } = workbench;
    await certificate.heading(name).waitFor();
    await certificate.verdict.filter({ hasText: "Not verified yet" }).waitFor();
    await workbench.quickInput.answer(
      () => certificate.press("Verify…"),
      "digits.gloronet",
      "MNIST",
    );
    await certificate.verdict.filter({ hasText: /^Verified: all \d+ claims hold/ }).waitFor();
    assert.ok((await certificate.claims("hold").count()) > 5);
    assert.equal(await certificate.claims("fail").count(), 0);
  });

  inEveryTheme("certificate", open, async (theme) => {
    const { certificate } = open().workbench;
    await certificate.inTheme(theme);
    assert.deepEqual(await seriousFindings(await certificate.frame()), []);
  });

  it("says which claim fails of one that was altered", async () => {
    const { workbench, workspace } = open();
    const { folder } = workspace;
    const text = readFileSync(join(folder, name), "utf8");
    // A model that lies beside a certificate is offered.
    copyFileSync(join(folder, "digits.gloronet"), join(folder, "altered.gloronet"));
    workspace.write("altered.gloro-certificate.json", text.replace('"correct":', '"correct":1'));
    await workbench.clickFile("altered.gloro-certificate.json");
    const { certificate } = workbench;
    await certificate.heading("altered.gloro-certificate.json").waitFor();
    await workbench.quickInput.answer(
      () => certificate.press("Verify…"),
      "altered.gloronet",
      "MNIST",
    );
    await certificate.verdict.filter({ hasText: /^Not verified: 2 of/ }).waitFor();
    await certificate.claims("fail").filter({ hasText: "as it was sealed" }).waitFor();
    await certificate.claims("fail").filter({ hasText: "summary" }).waitFor();
  });

  it("that is none is refused with a sentence", async () => {
    const { workbench, workspace } = open();
    workspace.write("none.gloro-certificate.json", "<script>alert(1)</script>");
    await workbench.clickFile("none.gloro-certificate.json");
    const { document } = workbench.certificate;
    await document.getByText("it does not end in a seal").waitFor();
  });
});
