import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readState, writeState } from "../../src/runs/runState.js";
import { digitsConfig, writeConfig } from "./digits.js";
import { runOf } from "./runsOf.js";
import { trainDigits } from "./trainDigits.js";
import { windowFixture } from "./windowFixture.js";

/** What the workspace's own module would write if it were run. */
const mark = "ran.txt";

describe("a workspace that is not trusted", function () {
  this.timeout(120_000);

  const open = windowFixture({
    isTrusted: false,
    prepare: async (workspace) => {
      const folder = await trainDigits(workspace);
      writeState(folder, { ...readState(folder), status: "stopped" });
      const path = JSON.stringify(join(workspace.folder, mark));
      workspace.write(
        "net.mjs",
        `import { writeFileSync } from "node:fs";\nwriteFileSync(${path}, "");\nexport default () => [];\n`,
      );
      const architecture = { module: "./net.mjs" };
      writeConfig(workspace, digitsConfig({ name: "module", architecture, data: "nowhere" }));
    },
  });

  before(async () => {
    await open()
      .workbench.statusItem(/Restricted Mode/)
      .waitFor();
  });

  it("shows its runs, and says that they can only be looked at", async () => {
    const { workbench } = open();
    const runs = await workbench.view("Runs");
    await runs.pane.getByText("This workspace is not trusted").waitFor();
    await runs.item(/digits.*stopped/i).click();
    await workbench.dashboard.heading("digits").waitFor();
    assert.ok((await workbench.dashboard.points("Learning rate")) > 0);
  });

  it("trains nothing, and says why", async () => {
    const { workbench, workspace } = open();
    const before = readState(runOf(workspace, "digits")!.folder);
    await workbench.dashboard.press("Resume");
    await workbench.notification(/not trusted: GloRo shows its runs, but runs nothing/);
    assert.equal(await workbench.quickInput.offers("GloRo: Train"), false);
    assert.equal(await workbench.quickInput.offers("GloRo: Refresh Runs"), true);
    assert.deepEqual(readState(runOf(workspace, "digits")!.folder), before);
  });

  it("checks a config without running the module that it names", async () => {
    const { workbench, workspace } = open();
    await workbench.openFile("module.gloro.json");
    await workbench.problem(/nowhere/);
    assert.equal(existsSync(join(workspace.folder, mark)), false);
  });

  it("reports on a model, and offers what acts on it once it is trusted", async () => {
    const { workbench } = open();
    await (await workbench.view("Models")).item(/^digits\.gloronet/).click();
    const { modelReport } = workbench;
    await modelReport.heading("digits.gloronet").waitFor();
    await modelReport.examined();
    assert.equal(await modelReport.button("Certify…").count(), 0);

    await workbench.runCommand("Workspaces: Manage Workspace Trust");
    await workbench.page.getByRole("button", { name: /^Trust$/ }).click();
    await workbench.page.keyboard.press("Escape");
    await modelReport.button("Certify…").waitFor();
    assert.equal(await workbench.quickInput.offers("GloRo: Train"), true);
  });
});
