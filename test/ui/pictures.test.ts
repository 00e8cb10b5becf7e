import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { extensionFolder } from "../vscode/workbenchUrl.js";
import { seriousFindings } from "./accessibility.js";
import { digitsConfig, writeConfig, writeDigits } from "./digits.js";
import { gloroInTerminal } from "./terminal.js";
import { themes } from "./themes.js";
import { windowFixture } from "./windowFixture.js";

/** For the README, on request; else to be looked at. */
const pictures = process.env.GLORO_KEEP_PICTURES
  ? join(extensionFolder, "media")
  : join(extensionFolder, ".vscode-test", "pictures");

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
    mkdirSync(pictures, { recursive: true });
    await open().workbench.view("Runs");
    await open().workbench.openDashboard("digits");
  });

  for (const [name, theme] of Object.entries(themes)) {
    it(`takes on the theme ${theme}, and has no serious finding of axe-core in it`, async () => {
      const { workbench, workspace } = open();
      workspace.set({ "workbench.colorTheme": theme });
      await workbench.dashboard.inTheme(theme).waitFor();
      await workbench.savePicture(join(pictures, `dashboard-${name}.png`));
      assert.deepEqual(await seriousFindings(await workbench.dashboard.frame()), []);
    });
  }
});
