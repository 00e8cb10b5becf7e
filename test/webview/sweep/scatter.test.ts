import assert from "node:assert/strict";
import type { Shape } from "../../../webview/charts/scene.js";
import { sweepMetrics } from "../../../webview/sweep/metrics.js";
import { bestPoint, scatterOf } from "../../../webview/sweep/scatter.js";
import { parameterPlaces, parameterScene } from "../../../webview/sweep/parameterScene.js";
import { ranked, scatterRows, told } from "../../../webview/sweep/sweepRows.js";
import { exampleSweep, sweptRun } from "./exampleSweep.js";

const [vra, , , loss] = sweepMetrics();
const [rate, words] = exampleSweep.parameters;

describe("scatterOf", () => {
  it("has a point for each run that was evaluated, from left to right", () => {
    const scatter = scatterOf(exampleSweep, rate!, vra!);
    assert.deepEqual(
      scatter.points.map(({ folder, x, y, isOpen }) => [folder, x, y, isOpen]),
      [
        ["/b", 0.001, 0.9, true],
        ["/c", 0.01, 0.8, false],
        ["/a", 0.1, 0.7, false],
      ],
    );
    assert.equal(bestPoint(scatter)?.folder, "/b");
    assert.equal(bestPoint(scatterOf(exampleSweep, rate!, loss!))?.folder, "/b");
    assert.deepEqual(scatterRows(scatter)[0], ["learningRate", "VRA"]);
  });

  it("puts words side by side", () => {
    const { categories, points } = scatterOf(exampleSweep, words!, vra!);
    assert.deepEqual(categories, ["emma", "trades_kl"]);
    assert.deepEqual(
      points.map(({ folder }) => folder),
      ["/a", "/c", "/b"],
    );
  });
});

describe("parameterScene", () => {
  const dots = (shapes: readonly Shape[]) => shapes.filter(({ kind }) => kind === "dot");

  it("keeps powers of ten as far apart on a log axis, and better runs above", () => {
    const scatter = scatterOf(exampleSweep, rate!, vra!);
    const [b, c, a] = scatter.points.map(parameterPlaces(scatter, 500));
    assert.ok(a && b && c);
    assert.ok(Math.abs(c[0] - b[0] - (a[0] - c[0])) < 1e-9);
    assert.ok(b[1] < c[1] && c[1] < a[1]);
    const linear = scatterOf(exampleSweep, { ...rate!, isLog: false }, vra!);
    const [left, middle, right] = linear.points.map(parameterPlaces(linear, 500));
    assert.ok(left && middle && right);
    assert.ok(Math.abs((right[0] - left[0]) / (middle[0] - left[0]) - 11) < 1e-9);
  });

  it("draws a run that goes on hollow, and labels the axes", () => {
    const scatter = scatterOf(exampleSweep, rate!, vra!);
    const { shapes } = parameterScene(scatter, { width: 500 });
    // One of three is hollow: a dot in another.
    assert.equal(dots(shapes).length, 4);
    const texts = shapes.flatMap((shape) => (shape.kind === "text" ? [shape.text] : []));
    for (const text of ["learningRate", "0.001", "0.01", "0.1", "80%"]) {
      assert.ok(texts.includes(text), `${text} in ${texts.join(" ")}`);
    }
    const pointed = parameterScene(scatter, { width: 500, pointed: "/a" });
    assert.equal(dots(pointed.shapes).length, 5);
  });

  it("stays inside its drawing, whatever the values and the width", () => {
    const sweeps = [
      [sweptRun("/a", { x: 3 }, 0.5)],
      [],
      [sweptRun("/a", { x: 1e-300 }, 0), sweptRun("/b", { x: 1e300 }, 1)],
      [sweptRun("/a", { x: "a long word that no axis has room for" }, 0.4)],
    ];
    for (const runs of sweeps) {
      for (const isLog of [false, true]) {
        for (const width of [30, 200, 1200]) {
          const scatter = scatterOf({ ...exampleSweep, runs }, { path: "x", isLog }, vra!);
          const { shapes, height } = parameterScene(scatter, { width });
          for (const shape of shapes) {
            const places = "points" in shape ? shape.points : "at" in shape ? [shape.at] : [];
            for (const [x, y] of places) {
              const isIn = x >= 0 && x <= Math.max(width, 66) && y >= 0 && y <= height;
              assert.ok(isIn, JSON.stringify({ runs, isLog, width, shape }));
            }
          }
        }
      }
    }
  });
});

describe("the table of a sweep", () => {
  it("has the best run first, and those without the metric last", () => {
    const order = (metric: typeof vra) => ranked(exampleSweep, metric!).map(({ folder }) => folder);
    assert.deepEqual(order(vra), ["/b", "/c", "/a", "/d"]);
    assert.deepEqual(order(loss), ["/b", "/c", "/a", "/d"]);
  });

  it("says how far the sweep is and which run is best", () => {
    assert.equal(
      told(exampleSweep, vra!),
      "2 of 4 runs are finished. The best: VRA 90.00% with learningRate 0.001, loss trades_kl.",
    );
    const unevaluated = { ...exampleSweep, runs: [sweptRun("/a", { x: 1 })] };
    assert.equal(told(unevaluated, vra!), "1 of 1 runs are finished.");
  });
});
