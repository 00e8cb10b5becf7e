import assert from "node:assert/strict";
import { groupedBarsScene } from "../../../webview/charts/groupedBarsScene.js";
import { scatterScene } from "../../../webview/charts/scatterScene.js";
import type { Shape } from "../../../webview/charts/scene.js";

const ofKind = <K extends Shape["kind"]>(shapes: readonly Shape[], kind: K) =>
  shapes.filter((shape): shape is Extract<Shape, { kind: K }> => shape.kind === kind);

describe("scatterScene", () => {
  const point = (label: string, x: number, y: number) => ({ label, ink: "blue" as const, x, y });
  const options = { xLabel: "clean", yLabel: "VRA", width: 400 };

  it("puts the better further up and to the right, all within the drawing", () => {
    const scene = scatterScene([point("a", 0.9, 0.5), point("b", 0.95, 0.8)], options);
    const [a, b] = ofKind(scene.shapes, "dot").map(({ at }) => at);
    assert.ok(b![0] > a![0] && b![1] < a![1]);
    for (const [x, y] of [a!, b!]) assert.ok(x > 0 && x < 400 && y > 0 && y < scene.height);
  });

  it("shows one point, and points at the ends of the range", () => {
    for (const points of [[point("a", 0.5, 0.5)], [point("a", 0, 0), point("b", 1, 1)]]) {
      const { shapes, width, height } = scatterScene(points, options);
      for (const { at } of ofKind(shapes, "dot")) {
        assert.ok(at[0] >= 0 && at[0] <= width && at[1] >= 0 && at[1] <= height, String(at));
      }
    }
  });

  it("writes a name on the side where there is room", () => {
    const scene = scatterScene([point("left", 0.1, 0.5), point("right", 0.9, 0.5)], options);
    const names = ofKind(scene.shapes, "text").filter(({ text }) => /left|right/.test(text));
    assert.deepEqual(
      names.map(({ anchor }) => anchor),
      ["start", "end"],
    );
  });
});

describe("groupedBarsScene", () => {
  const groups = [
    { label: "conv", values: [4, 2] },
    { label: "dense", values: [0.5, undefined] },
  ];
  const scene = groupedBarsScene(groups, ["blue", "green"], 500);
  const bars = ofKind(scene.shapes, "rectangle");

  it("has a bar for each value, in the ink of its run", () => {
    assert.deepEqual(
      bars.map(({ fill }) => fill),
      ["blue", "green", "blue"],
    );
  });

  it("is as long as the logarithm of its value, from 1 on", () => {
    const [four, two, half] = bars.map((bar) => [bar.x, bar.x + bar.width] as const);
    assert.ok(Math.abs((four![1] - four![0]) / (two![1] - two![0]) - 2) < 1e-9);
    assert.equal(four![0], two![0]);
    assert.ok(Math.abs(half![1] - four![0]) < 1e-9 && half![0] < four![0]);
  });

  it("stands in rows of its own, one below the other", () => {
    const tops = bars.map(({ y }) => y);
    assert.deepEqual(
      tops.toSorted((one, other) => one - other),
      tops,
    );
    assert.ok(Math.max(...tops) < scene.height);
  });
});
