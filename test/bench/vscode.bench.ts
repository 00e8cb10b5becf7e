/**
 * What a person waits for in VS Code, on a folder with 500 runs, window after window:
 * `npm run build && npm run bench:vscode`. Nothing else should run.
 */
import { setTimeout } from "node:timers/promises";
import { runsFolder } from "../../src/runs/runsFolder.js";
import { DashboardPage } from "../ui/dashboardPage.js";
import { writeArtificialRun } from "../ui/fixtures/writeArtificialRun.js";
import { until } from "../ui/until.js";
import { Workbench } from "../ui/workbench.js";
import { runHostSuite } from "../vscode/runHostSuite.js";
import { temporaryWorkspace } from "../vscode/temporaryWorkspace.js";
import { vscodeFixture } from "../vscode/vscodeFixture.js";

const windows = 5;
const runs = 500;
const pointsPerRun = 1000;
/** A window that opens is busy with itself. */
const settleMs = 5000;

/** Runs in a frame: notes when the pointer was last pressed, and in which frames what is waited for is there. */
const watch = `{
  const times = (globalThis.gloroTimes = {});
  addEventListener("pointerdown", () => (times.pressed = Date.now()), { capture: true });
  const look = () => {
    if (document.querySelector('[role="treeitem"][aria-label*="bench-"]')) times.tree ??= Date.now();
    if (document.querySelector("canvas")) times.charts ??= Date.now();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}`;

interface Times {
  readonly pressed?: number;
  readonly tree?: number;
  readonly charts?: number;
}

const times = "globalThis.gloroTimes";
const firstText =
  'performance.timeOrigin + performance.getEntriesByName("first-contentful-paint")[0].startTime';

describe(`VS Code, with ${runs} runs of ${pointsPerRun} points`, function () {
  this.timeout(0);
  const workspace = temporaryWorkspace();
  const taken = new Map<string, number[]>();
  const note = (what: string, ms: number) => {
    taken.set(what, [...(taken.get(what) ?? []), Math.round(ms)]);
  };

  before(() => {
    for (let seed = 1; seed <= runs; seed++) {
      const shape = { points: pointsPerRun, epochs: 30 };
      writeArtificialRun(runsFolder(workspace.folder), { name: `bench-${seed}`, seed, ...shape });
    }
  });

  after(() => {
    workspace.dispose();
    for (const [what, ms] of taken) {
      const sorted = ms.toSorted((a, b) => a - b);
      console.log(`${what}: ${sorted[sorted.length >> 1]} ms (${sorted.join(", ")})`);
    }
  });

  for (let index = 1; index <= windows; index++) {
    it(`activation, ${index}`, async () => {
      const empty = temporaryWorkspace();
      try {
        const program = ["test/bench/vscode/activation/index.ts"];
        const { report } = await runHostSuite(vscodeFixture(), empty.folder, program);
        const [waited = NaN, busy = NaN] = report.split(" ").map(Number);
        note("activation, loading included", waited);
        note("of that the extension host's time", busy);
      } finally {
        empty.dispose();
      }
    });

    it(`window ${index}`, async () => {
      const workbench = await Workbench.open(workspace.folder);
      const { page } = workbench;
      try {
        // It watches the page, which costs the page time.
        await page.context().tracing.stop();
        await setTimeout(settleMs);
        await page.evaluate(watch);
        await page.locator(".part.activitybar").getByRole("tab", { name: "GloRo" }).click();
        const shown = await until(
          "the tree has runs",
          () => page.evaluate<Times>(times),
          ({ tree }) => tree !== undefined,
        );
        note("from the click to the runs in the tree", since(shown.pressed, shown.tree));
        await page
          .getByRole("treeitem", { name: /bench-/ })
          .first()
          .click();
        const dashboard = new DashboardPage(page);
        await dashboard.document.locator("h1").waitFor();
        const frame = await dashboard.frame();
        await frame.evaluate(watch);
        const { pressed } = await page.evaluate<Times>(times);
        const origin = await frame.evaluate<number>("performance.timeOrigin");
        note("from the click to the dashboard's page, which is VS Code's", since(pressed, origin));
        const { charts } = await until(
          "the page has seen its charts",
          () => frame.evaluate<Times>(times),
          (seen) => seen.charts !== undefined,
        );
        note(
          "from the click to the dashboard's text",
          since(pressed, await frame.evaluate<number>(firstText)),
        );
        note("from the click to the dashboard's charts", since(pressed, charts));
      } finally {
        await workbench.close();
      }
    });
  }
});

function since(start = NaN, end = NaN): number {
  return end - start;
}
