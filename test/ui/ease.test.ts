import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { seriousFindings } from "./accessibility.js";
import { digitsConfig, writeConfig, writeDigits } from "./digits.js";
import { inEveryTheme } from "./inEveryTheme.js";
import { gloroInTerminal } from "./terminal.js";
import { windowFixture } from "./windowFixture.js";

describe("what helps a newcomer", function () {
  this.timeout(120_000);

  const open = windowFixture({
    prepare: async (workspace) => {
      writeDigits(workspace);
      const badly = { name: "badly", epsilon: 0.5, trainingEpsilon: 0.05, epochs: 6 };
      writeConfig(workspace, digitsConfig({ ...badly, epsilonSchedule: "[0.1]-[50%:1]" }));
      await gloroInTerminal(workspace, "train", "badly.gloro.json");
    },
  });

  describe("why the VRA of a run is low", () => {
    before(async () => {
      const { workbench } = open();
      await workbench.openDashboard("badly");
      await workbench.dashboard.document.getByText("Why is my VRA low?").click();
    });

    it("is told with the run's numbers, and what to try", async () => {
      const { document } = open().workbench.dashboard;
      const hint = document.locator('[data-finding="radiusNotReached"]');
      await hint.getByText("the training ε is 0.05, and VRA is reported at 0.5").waitFor();
      await hint
        .getByText("Try: A schedule that ends at 1, and a trainingEpsilon of 0.5")
        .waitFor();
      await document.locator('[data-finding="smallMargins"]').waitFor();
    });

    inEveryTheme("hints", open, async (theme) => {
      const { dashboard } = open().workbench;
      await dashboard.inTheme(theme);
      assert.deepEqual(await seriousFindings(await dashboard.frame()), []);
    });
  });

  describe("a hover in a config", () => {
    before(async () => {
      await open().workbench.openFile("badly.gloro.json");
    });

    inEveryTheme("hover", open, async () => {
      const hover = await open().workbench.hover("epsilonSchedule");
      await hover.getByText(/It never reaches the ε of evaluation, 0\.5 \(dashed\)/).waitFor();
      const image = hover.getByRole("img", { name: "ε in training" });
      assert.match((await image.getAttribute("src")) ?? "", /^data:image\/svg\+xml;base64,/);
      const width = await image.evaluate(
        (shown: { naturalWidth?: number }) => shown.naturalWidth ?? 0,
      );
      assert.ok(width > 0, "the image was refused");
      await hover.getByRole("link", { name: "More on configs" }).waitFor();
    });
  });

  describe("the walkthrough", () => {
    inEveryTheme("walkthrough", open, async () => {
      await open().workbench.openWalkthrough("Get Started with GloRo");
    });

    it("begins with a workspace of samples, which it writes and opens", async () => {
      const { workbench, workspace } = open();
      const folder = join(workspace.folder, "samples");
      await workbench.page.getByRole("button", { name: "Open Sample Workspace" }).click();
      await workbench.quickInput.write(/Open Sample Workspace/, folder);
      await workbench.explorerItem("mnist-first.gloro.json").waitFor();
      assert.ok(existsSync(join(folder, "README.md")));
    });
  });
});
