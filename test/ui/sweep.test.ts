import assert from "node:assert/strict";
import { listRuns } from "../../src/runs/runFolder.js";
import { runsFolder } from "../../src/runs/runsFolder.js";
import { seriousFindings } from "./accessibility.js";
import { digitsConfig, writeDigits } from "./digits.js";
import { inEveryTheme } from "./inEveryTheme.js";
import { until } from "./until.js";
import { windowFixture } from "./windowFixture.js";

describe("a sweep", function () {
  this.timeout(180_000);

  const open = windowFixture({
    prepare: (workspace) => {
      writeDigits(workspace);
      const write = (name: string, epochs: number, sweep: object) =>
        workspace.write(
          `${name}.gloro.json`,
          JSON.stringify({ ...digitsConfig({ name, epochs }), sweep }, undefined, 2),
        );
      write("long", 100_000, { grid: { epsilon: [0.1, 0.2, 0.3] } });
      write("short", 1, {
        grid: { learningRate: [0.0002, 0.002, 0.02], "loss.name": ["crossentropy", "emma"] },
      });
      workspace.set({
        "gloro.maxConcurrentRuns": 2,
        // Of a group that is scrolled out there would be a second item.
        "workbench.tree.enableStickyScroll": false,
      });
    },
  });
  const statuses = (name: string) =>
    listRuns(runsFolder(open().workspace.folder))
      .filter(({ config }) => config.name === name)
      .map(({ state }) => state.status);

  /** From the tree: a list to pick from would close where a page that opens takes the focus. */
  const showSweep = async (name: string) => {
    const { workbench } = open();
    const view = await workbench.view("Runs");
    await view.item(new RegExp(`^${name}, \\d runs`)).click();
    await workbench.sweep.heading(name).waitFor();
  };

  it("puts all of its runs into the queue, and stops them together", async () => {
    const { workbench } = open();
    await workbench.openFile("long.gloro.json");
    await workbench.quickInput.answer(
      () => workbench.runCommand("GloRo: Train"),
      "long.gloro.json",
    );
    await workbench.sweep.heading("long").waitFor();
    const running = () => statuses("long").filter((status) => status === "running").length;
    await until("two of three runs are in training", running, (count) => count === 2);
    await workbench.sweep.press("Stop all");
    const stopped = () => statuses("long").filter((status) => status === "stopped").length;
    await until("all are stopped", stopped, (count) => count === 3);
    await workbench.sweep.summary(/^0 of 3 runs are finished/).waitFor();
    await workbench.sweep.button("Stop all").waitFor({ state: "hidden" });
  });

  it("shows which values are best while its runs end", async () => {
    const { workbench } = open();
    await workbench.openFile("short.gloro.json");
    await workbench.quickInput.answer(
      () => workbench.runCommand("GloRo: Train"),
      "short.gloro.json",
    );
    const { sweep } = workbench;
    await sweep.heading("short").waitFor();
    await sweep.summary(/^6 of 6 runs are finished\. The best: VRA \d/).waitFor();
    await sweep.plot("learningRate").waitFor();
    await sweep.plot("loss.name").waitFor();
    assert.equal(await sweep.rows.count(), 6);
    await sweep.choose("Loss");
    await sweep.summary(/The best: Loss/).waitFor();
    await sweep.choose("VRA");
  });

  it("is a group of its own among the runs, and opens from there", async () => {
    const { workbench } = open();
    const view = await workbench.view("Runs");
    for (const action of ["Group Runs by Config", "Group Runs by Sweep"]) {
      await view.pane.hover();
      await view.pane.getByRole("button", { name: action }).click();
    }
    for (const name of ["long", "short"]) await showSweep(name);
  });

  it("opens a run from its plot and from its table", async () => {
    const { workbench } = open();
    await workbench.sweep.plot("learningRate").focus();
    await workbench.page.keyboard.press("End");
    await workbench.page.keyboard.press("Enter");
    await workbench.dashboard.heading("short (learningRate 0.02").waitFor();
    await showSweep("short");
    await workbench.sweep.rows.first().getByRole("button").click();
    await workbench.dashboard.heading("short (learningRate").waitFor();
    await workbench.tab(/^short$/).click();
    await workbench.sweep.heading("short").waitFor();
  });

  it("comes back with its metric when it was hidden, and after a reload of the window", async () => {
    const { workbench } = open();
    await workbench.sweep.choose("Clean accuracy");
    for (const name of ["long", "short"]) await showSweep(name);
    await workbench.sweep.summary(/The best: Clean accuracy/).waitFor();
    await workbench.reload();
    // Which editor was in front VS Code notes later than which were open.
    await workbench.tab(/^short$/).click();
    await workbench.sweep.summary(/The best: /).waitFor();
  });

  inEveryTheme("sweep", open, async (theme) => {
    const { sweep } = open().workbench;
    await sweep.inTheme(theme);
    assert.deepEqual(await seriousFindings(await sweep.frame()), []);
  });
});
