import assert from "node:assert/strict";
import { ComparedRuns } from "../../../webview/comparison/comparedRuns.js";
import { certifiedCurves, curvesOver } from "../../../webview/comparison/comparisonCharts.js";
import {
  layerGroups,
  layersRows,
  tradeOffRows,
  tradeOffScene,
} from "../../../webview/comparison/resultScenes.js";
import { row, trained } from "../runsTable/rows.js";
import { evaluatedLine } from "./evaluatedLine.js";

const a = trained("20261122-a1b2", 0.95, 0.3);
const b = { ...trained("20261122-c3d4", 0.85, 0.3), color: 1 };

function compared(...rows: ReturnType<typeof row>[]): ComparedRuns {
  const runs = new ComparedRuns();
  runs.begin(rows.map(({ folder }) => folder));
  runs.takeRows({ rows, gone: [] });
  return runs;
}

describe("ComparedRuns", () => {
  it("keeps the order in which the runs were chosen, whatever is told first", () => {
    const runs = new ComparedRuns();
    runs.begin([b.folder, a.folder]);
    runs.takeRows({ rows: [a], gone: [] });
    runs.takeRows({ rows: [b], gone: [] });
    assert.deepEqual(
      runs.all.map(({ row: { id } }) => id),
      [b.id, a.id],
    );
    runs.takeRows({ rows: [], gone: [b.folder] });
    assert.equal(runs.all.length, 1);
  });

  it("tells apart runs of one name by their ids, and of one colour by their lines", () => {
    const twin = { ...b, name: a.name, color: a.color };
    const [one, other] = compared(a, twin).all;
    assert.deepEqual([one?.label, other?.label], [`${a.name} · a1b2`, `${a.name} · c3d4`]);
    assert.equal(one?.ink, other?.ink);
    assert.notDeepEqual(one?.dash, other?.dash);
    const [, different] = compared(a, b).all;
    assert.deepEqual([different?.label, different?.dash], [b.name, undefined]);
  });

  it("forgets the lines of a run that went back, and why one could not be read once it can", () => {
    const runs = compared(a, b);
    runs.takeUpdates(a.folder, [
      { type: "metrics", lines: [evaluatedLine(1, {}), evaluatedLine(2, {})] },
      { type: "problem", problem: { kind: "missing", message: "It is gone." } },
      { type: "problem", problem: { kind: "brokenLine", message: "A line is broken." } },
    ]);
    assert.deepEqual(runs.problems, ["It is gone."]);
    const epochs = () => runs.all.map(({ metrics }) => metrics.epochs.length);
    assert.deepEqual(epochs(), [2, 0]);
    const view = { id: a.id, name: "a", status: "running", epoch: 1, epochs: 5 } as const;
    runs.takeUpdates(a.folder, [
      { type: "rewound" },
      { type: "run", run: { ...view, step: 1, epsilon: 0.3, batchSize: 64 } },
      { type: "metrics", lines: [evaluatedLine(1, {})] },
    ]);
    assert.deepEqual(runs.problems, []);
    assert.deepEqual(epochs(), [1, 0]);
  });

  it("takes for a run's result the evaluation with the best VRA, or else the latest", () => {
    const runs = compared(a, row("bare"));
    const lines = [1, 2, 3, 4, 5].map((epoch) => evaluatedLine(epoch, { dense: epoch }));
    for (const { folder } of [a, row("bare")]) {
      runs.takeUpdates(folder, [{ type: "metrics", lines }]);
    }
    // The row of `a` says that epoch 3 was its best.
    assert.deepEqual(
      runs.all.map(({ result }) => result?.epoch),
      [3, 5],
    );
  });
});

describe("what a comparison shows", () => {
  const runs = compared(a, b, row("fresh"));
  runs.takeUpdates(a.folder, [
    { type: "metrics", lines: [evaluatedLine(3, { conv: 2, dense: 3 })] },
  ]);
  runs.takeUpdates(b.folder, [
    { type: "metrics", lines: [evaluatedLine(3, { dense: 4, head: 5 })] },
  ]);

  it("has a curve of each run over its epochs", () => {
    const curves = curvesOver(runs.all, "vra", "test");
    assert.deepEqual(
      curves.map(({ label, xs, ys }) => [label, xs, ys]),
      [
        [a.name, [3], [0.6]],
        [b.name, [3], [0.6]],
        ["fresh", [], []],
      ],
    );
    assert.deepEqual(
      curvesOver(runs.all, "vra", "training").map(({ xs }) => xs.length),
      [0, 0, 0],
    );
  });

  it("has the certified accuracy of each result: what is certified and right beyond a radius", () => {
    const [curve, , none] = certifiedCurves(runs.all);
    // Of 10 examples 8 are right, 6 of them beyond 0.5.
    assert.deepEqual([curve?.xs, curve?.ys, none], [[0, 0.5, 1], [0.8, 0.6, 0], undefined]);
  });

  it("has all layers side by side, and their product", () => {
    assert.deepEqual(layerGroups(runs.all), [
      { label: "conv", values: [2, undefined, undefined] },
      { label: "dense", values: [3, 4, undefined] },
      { label: "head", values: [undefined, 5, undefined] },
      { label: "product", values: [6, 20, undefined] },
    ]);
    assert.deepEqual(layersRows(runs.all)[1], ["conv", 2, NaN, NaN]);
  });

  it("has a point for each run that was evaluated, and a row for every run", () => {
    const dots = tradeOffScene(runs.all, 400)?.shapes.filter(({ kind }) => kind === "dot");
    assert.equal(dots?.length, 2);
    assert.deepEqual(tradeOffRows(runs.all).slice(1), [
      [a.name, 0.98, 0.95, 3],
      [b.name, 0.98, 0.85, 3],
      ["fresh", NaN, NaN, NaN],
    ]);
    assert.equal(tradeOffScene([], 400), undefined);
  });
});
