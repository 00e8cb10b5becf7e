import assert from "node:assert/strict";
import { readNotes } from "../../src/runs/runNotes.js";
import { seriousFindings } from "./accessibility.js";
import { digitsConfig, writeConfig, writeDigits } from "./digits.js";
import { ComparisonPage } from "./comparisonPage.js";
import { focusedContrast } from "./focusedContrast.js";
import { inEveryTheme } from "./inEveryTheme.js";
import { runOf } from "./runsOf.js";
import { RunsTablePage } from "./runsTablePage.js";
import { gloroInTerminal } from "./terminal.js";
import { until } from "./until.js";
import { windowFixture } from "./windowFixture.js";

describe("the table of runs, and comparisons of them", function () {
  this.timeout(120_000);

  const open = windowFixture({
    prepare: async (workspace) => {
      writeDigits(workspace);
      // The longer one has learnt more.
      for (const [name, epochs, epsilon] of [
        ["long", 8, 0.1],
        ["short", 1, 0.1],
        ["wide", 1, 0.3],
      ] as const) {
        writeConfig(workspace, digitsConfig({ name, epochs, epsilon }));
        await gloroInTerminal(workspace, "train", `${name}.gloro.json`);
      }
    },
  });

  /** Whichever of them is in front. */
  const pages = () => {
    const { page } = open().workbench;
    return [new RunsTablePage(page), new ComparisonPage(page)] as const;
  };

  it("has the newest run first, and sorts by its columns", async () => {
    const { workbench } = open();
    await workbench.runCommand("GloRo: Open Runs Table");
    const [table] = pages();
    await table.shows("wide", "short", "long");
    await table.title("vra").click();
    await table.title("vra").click();
    await table.shows("long", "short", "wide");
    assert.equal(await table.title("vra").getAttribute("aria-sort"), "descending");
    await table.title("config.epsilon").click();
    await table.title("name").click({ modifiers: ["Shift"] });
    await table.shows("long", "short", "wide");
  });

  it("filters by an expression, and says beside it what is wrong with one", async () => {
    const [table] = pages();
    await table.filter.fill('config.epsilon == 0.1 && name ~ "S"');
    await table.shows("short");
    await table.filter.fill("config.epsilon = ");
    await table.problem.filter({ hasText: "At character" }).waitFor();
    await table.shows("short");
    await table.filter.fill("");
    await table.shows("long", "short", "wide");
    assert.equal(await table.problem.textContent(), "");
  });

  it("writes names and notes in place, by keys alone", async () => {
    const { workbench, workspace } = open();
    const [table] = pages();
    const { keyboard } = workbench.page;
    const { folder } = runOf(workspace, "wide")!;
    await table.cell("long", "name").click();
    await keyboard.press("ArrowDown");
    await keyboard.press("ArrowDown");
    await keyboard.press("F2");
    await keyboard.type("broad");
    await keyboard.press("Enter");
    await table.row("broad").waitFor();
    assert.equal(readNotes(folder).name, "broad");
    // With its new name it is sorted anew, and still has the focus.
    await table.focusedCell.filter({ hasText: "broad" }).waitFor();
    await keyboard.press("End");
    await keyboard.press("Enter");
    await keyboard.type("<b>too far</b>");
    await keyboard.press("Enter");
    await table.cell("broad", "notes").filter({ hasText: "<b>too far</b>" }).waitFor();
    assert.equal(readNotes(folder).notes, "<b>too far</b>");
  });

  it("pins runs, and shows other columns", async () => {
    const [table] = pages();
    await table.cell("broad", "name").click({ modifiers: ["Control"] });
    await table.press("Pin");
    await table.shows("broad", "long", "short");
    await table.press("Columns");
    await table.document.getByLabel("Find a column").fill("batch");
    await table.document.getByRole("checkbox", { name: "batchSize" }).click();
    await table.cell("long", "config.batchSize").filter({ hasText: "64" }).waitFor();
    await table.document.getByLabel("Find a column").press("Escape");
  });

  inEveryTheme("runs-table", open, async (theme) => {
    const [table] = pages();
    await table.inTheme(theme);
    assert.deepEqual(await seriousFindings(await table.frame()), []);
    const contrast = await focusedContrast(table, "Columns");
    assert.ok(contrast >= 4.5, `the contrast of a button with the focus is ${contrast}`);
  });

  it("compares the runs that are selected, and no other", async () => {
    const [runsTable, comparison] = pages();
    await runsTable.cell("long", "name").click({ modifiers: ["Control"] });
    await runsTable.press("Compare");
    await comparison.heading("Comparison").waitFor();
    await comparison.comparesRuns("broad", "long");
    // One was evaluated once, the other eight times, at one time also both.
    assert.equal(await comparison.points("VRA"), 8);
    assert.deepEqual(await comparison.differingKeys(), [
      "epochs",
      "epsilon",
      "name",
      "trainingEpsilon",
    ]);
    await comparison.document.getByLabel("Also what is the same").check();
    assert.ok((await comparison.differingKeys()).includes("batchSize"));
    await comparison.document.getByLabel("long", { exact: true }).uncheck();
    await until(
      "only the other run is drawn",
      () => comparison.points("VRA"),
      (points) => points === 1,
    );
    await comparison.document.getByLabel("long", { exact: true }).check();
  });

  inEveryTheme("comparison", open, async (theme) => {
    const [, comparison] = pages();
    await comparison.inTheme(theme);
    assert.deepEqual(await seriousFindings(await comparison.frame()), []);
  });

  it("is as it was after the window is reloaded, and so is a comparison", async () => {
    const { workbench, workspace } = open();
    const [runsTable, comparison] = pages();
    // Of a comparison its runs too, which its page tells VS Code later than its title.
    await workbench.savesEditor(runOf(workspace, "long")!.id);
    await workbench.reload();
    await comparison.comparesRuns("broad", "long");
    assert.equal(await comparison.points("VRA"), 8);
    await workbench.runCommand("GloRo: Open Runs Table");
    await runsTable.shows("broad", "long", "short");
    await runsTable.cell("long", "config.batchSize").waitFor();
    // The tab that the reload left gives way to the table.
    await workbench.hasOneTab("GloRo Runs");
  });

  it("follows a run that is being trained, in the table and beside another", async () => {
    const { workbench, workspace } = open();
    writeConfig(workspace, digitsConfig({ name: "late", epochs: 10_000 }));
    const exitCode = gloroInTerminal(workspace, "train", "late.gloro.json");
    const [runsTable, comparison] = pages();
    await workbench.runCommand("GloRo: Open Runs Table");
    await runsTable.cell("late", "state").filter({ hasText: "Running" }).waitFor();
    await runsTable.cell("broad", "name").click({ modifiers: ["Control"] });
    await runsTable.cell("late", "name").click({ modifiers: ["Control"] });
    await runsTable.press("Compare");
    await comparison.comparesRuns("long", "late");
    const points = await comparison.morePoints("VRA", 8);
    await comparison.morePoints("VRA", points);
    await gloroInTerminal(workspace, "runs", "stop", "last");
    await exitCode;
    await workbench.runCommand("GloRo: Open Runs Table");
    await runsTable.cell("late", "state").filter({ hasText: "Stopped" }).waitFor();
  });

  it("removes the runs that are selected, and has them back", async () => {
    const { workbench, workspace } = open();
    const [table] = pages();
    await table.cell("short", "name").click();
    await workbench.page.keyboard.press("Escape");
    await workbench.page.keyboard.press("Space");
    await table.cell("broad", "name").click({ modifiers: ["Control"] });
    await table.press("Remove");
    await table.shows("late", "long");
    const notification = await workbench.notification(/2 runs were removed/);
    await notification.getByRole("button", { name: "Undo" }).click();
    await table.shows("broad", "late", "long", "short");
    await until(
      "the runs are in their place",
      () => [runOf(workspace, "short"), runOf(workspace, "wide")],
      (runs) => runs.every((run) => run !== undefined),
    );
  });
});
