import type { RunRow } from "../../src/extension/rows/messages.js";
import { RunsTablePage } from "../runsTable/runsTablePage.js";

const configKeys = 40;
const repeats = 15;

/** Shows a table of `runs` runs, and tells how long each of some acts takes, layout included, in milliseconds. */
function measure(runs: number) {
  const root = document.body.appendChild(document.createElement("main"));
  const page = new RunsTablePage(root, () => Promise.resolve());
  page.receive({ type: "opened", isTrusted: true, view: undefined });
  const rows = Array.from({ length: runs }, (_, index) => rowOf(index));
  const first = timed(() => {
    page.receive({ type: "rows", rows, gone: [] });
  });
  const title = (column: string) => {
    root.querySelector<HTMLElement>(`[role=columnheader][data-column="${column}"]`)?.click();
  };
  const filter = root.querySelector("input");
  const filterBy = (text: string) => {
    if (!filter) throw new Error("The page has no filter.");
    filter.value = text;
    filter.dispatchEvent(new Event("input"));
  };
  const acts = {
    "sort by VRA": () => {
      title("vra");
    },
    "sort by name": () => {
      title("name");
    },
    "filter by vra > 0.9 && config.epsilon == 0.3 && name ~ “trades”": (index: number) => {
      filterBy(`vra > 0.9${index} && config.epsilon == 0.3 && name ~ "trades"`);
    },
    "no filter": () => {
      filterBy("");
    },
    "scroll by a page": (index: number) => {
      const grid = root.querySelector(".runs");
      if (grid) grid.scrollTop = index * 700;
      grid?.dispatchEvent(new Event("scroll"));
    },
    "one run changes": (index: number) => {
      page.receive({ type: "rows", rows: [{ ...rowOf(index), epoch: index }], gone: [] });
    },
  };
  const times = Object.entries(acts).map(([what, act]): [string, number[]] => [
    what,
    Array.from({ length: repeats }, (_, index) =>
      timed(() => {
        act(index);
      }),
    ),
  ]);
  root.remove();
  return [["show", [first]], ...times];
}

function timed(act: () => void): number {
  const start = performance.now();
  act();
  document.body.getBoundingClientRect();
  return performance.now() - start;
}

function rowOf(index: number): RunRow {
  const random = Math.random();
  return {
    folder: `/ws/.gloro/runs/20261122-${String(index).padStart(6, "0")}-run`,
    id: `20261122-${String(index).padStart(6, "0")}-run`,
    name: `${index % 3 === 0 ? "trades" : "emma"} ${index % 97}`,
    phase: index % 10 === 0 ? "failed" : "finished",
    color: index,
    created: new Date(1.7e12 + index * 1e6).toISOString(),
    epoch: 30,
    epochs: 30,
    msPerStep: 14 + random,
    seconds: 300 + 100 * random,
    best: { epoch: 28, vra: 0.85 + 0.12 * random, cleanAccuracy: 0.98, rejectionRate: 0.03 },
    latest: { epoch: 30, vra: 0.85 + 0.11 * random },
    config: Object.fromEntries([
      ["epsilon", index % 2 === 0 ? 0.3 : 0.1],
      ...Array.from({ length: configKeys - 1 }, (_, key) => [`part.key${key}`, index % (key + 2)]),
    ]) as RunRow["config"],
  };
}

Object.assign(globalThis, { measure });
