import assert from "node:assert/strict";
import type { WireLine } from "../../../src/extension/dashboard/messages.js";
import { factorsOf, radiusCountsOf } from "../../../webview/dashboard/evaluatedNetwork.js";
import { lineCharts } from "../../../webview/dashboard/lineCharts.js";
import { RunMetrics } from "../../../webview/dashboard/runMetrics.js";
import { metricsLines } from "../../ui/fixtures/writeArtificialRun.js";

/** As a message brings them. */
const lines = JSON.parse(JSON.stringify(metricsLines(40, 4, 1))) as WireLine[];

describe("RunMetrics", () => {
  it("puts steps and evaluations in columns, with the product of the layers", () => {
    const metrics = new RunMetrics();
    metrics.append(lines.slice(0, 15));
    metrics.append(lines.slice(15));
    assert.equal(metrics.steps.epoch.length, 40);
    assert.deepEqual(metrics.evaluations.epoch, [1, 2, 3, 4]);
    const [first] = lines;
    assert.ok(first?.type === "steps");
    const product = Object.values(first.lipschitz).reduce<number>((all, k) => all * k!, 1);
    assert.equal(metrics.steps.bound[0], product);
    assert.equal(metrics.steps.msPerStep[0], first.timing!.msPerStep);
    metrics.clear();
    assert.ok(
      lineCharts().every(({ curves }) => curves(metrics).every(({ xs }) => xs.length === 0)),
    );
  });

  it("has NaN where a line has no number", () => {
    const metrics = new RunMetrics();
    const [first] = lines;
    assert.ok(first?.type === "steps");
    metrics.append([{ ...first, loss: null, lipschitz: {}, timing: undefined }]);
    const { loss, bound, msPerStep } = metrics.steps;
    assert.deepEqual([loss, bound, msPerStep], [[NaN], [NaN], [NaN]]);
  });
});

describe("the chart of the loss", () => {
  const chart = lineCharts().find(({ id }) => id === "loss")!;
  const [first] = lines;
  assert.ok(first?.type === "steps");

  it("shows the parts of a loss that has them", () => {
    const metrics = new RunMetrics();
    metrics.append([{ ...first, loss: 1, standardLoss: 0.25 }]);
    const parts = chart.curves(metrics).slice(-2);
    assert.deepEqual(
      parts.map(({ label, ys }) => [label, ys[0]]),
      [
        ["cross-entropy", 0.25],
        ["λ × robustness", 0.75],
      ],
    );
  });

  it("shows the loss alone where it has no parts", () => {
    const metrics = new RunMetrics();
    metrics.append([first]);
    assert.deepEqual(
      chart.curves(metrics).map(({ label }) => label),
      ["train", "test"],
    );
  });
});

describe("an evaluated network", () => {
  const last = lines.at(-1);
  assert.ok(last?.type === "epoch" && last.evaluation);
  const { evaluation } = last;

  it("has the factors that are known", () => {
    const lipschitz = { conv2d_1: 2, conv2d_2: null };
    assert.deepEqual(factorsOf({ ...evaluation, lipschitz }), [{ label: "conv2d_1", value: 2 }]);
  });

  it("of an older run counts its examples by the accuracy", () => {
    const histogram = { edges: [0, 1], counts: [8] };
    const { examples, wrong } = radiusCountsOf({ ...evaluation, cleanAccuracy: 0.8, histogram });
    assert.deepEqual([examples, wrong], [10, undefined]);
    const all = radiusCountsOf(evaluation);
    assert.ok(Math.abs(all.examples - 10_000) < 40, String(all.examples));
  });
});
