import assert from "node:assert/strict";
import { drawnCurves, lineFrame } from "../../../webview/charts/lineFrame.js";
import { lineScene } from "../../../webview/charts/lineScene.js";
import { inks } from "../../../webview/charts/palette.js";
import type { Ink, Palette } from "../../../webview/charts/palette.js";
import { radiusAxis, radiusScene } from "../../../webview/charts/radiusScene.js";
import type { Scene, Shape } from "../../../webview/charts/scene.js";
import { sceneToSvg } from "../../../webview/charts/sceneToSvg.js";
import { waterfallScene } from "../../../webview/charts/waterfallScene.js";

const palette: Palette = {
  font: "sans-serif",
  colors: Object.fromEntries(Object.keys(inks).map((ink) => [ink, "#123456"])) as Record<
    Ink,
    string
  >,
};

function ofKind<Kind extends Shape["kind"]>({ shapes }: Scene, kind: Kind) {
  return shapes.filter((shape): shape is Extract<Shape, { kind: Kind }> => shape.kind === kind);
}

describe("waterfallScene", () => {
  it("begins each bar where the one above ends, and the product's reaches from 1 to all of them", () => {
    const factors = [4, 0.5, 3].map((value, index) => ({ label: `layer ${index}`, value }));
    const bars = ofKind(waterfallScene(factors, "product", 500), "rectangle");
    const [first, second, third, product] = bars.map(({ x, width }) => [x, x + width] as const);
    assert.ok(first && second && third && product);
    const close = (one: number, other: number) => {
      assert.ok(Math.abs(one - other) < 1e-9, `${one} is not ${other}`);
    };
    close(second[1], first[1]);
    close(third[0], second[0]);
    close(product[1], third[1]);
    close(product[0], first[0]);
    // Lengths are logarithms: that of 4 is twice that of 1/2.
    close(first[1] - first[0], 2 * (second[1] - second[0]));
  });

  it("stands factors of 1 and a long name", () => {
    const scene = waterfallScene([{ label: "a".repeat(60), value: 1 }], "product", 300);
    for (const { x, width } of ofKind(scene, "rectangle")) assert.ok(x >= 0 && width >= 1);
    assert.ok(ofKind(scene, "text").every(({ text }) => text.length < 30));
  });
});

describe("radiusScene", () => {
  const counts = { edges: [0, 0.1, 0.2, 0.3], correct: [5, 10, 0], wrong: [2, 0, 0], examples: 20 };

  it("draws counts by area above and below, and the certified share on its way down", () => {
    const scene = radiusScene(counts, { epsilon: 0.1, width: 400 });
    const bars = ofKind(scene, "rectangle");
    const tall = bars.map(({ height }) => Math.round(height));
    assert.equal(tall[0]! * 2, tall[1]);
    assert.equal(tall[2], 0);
    assert.ok(bars[3]!.fill === "red" && bars[3]!.height > 0);
    const curve = ofKind(scene, "line").find(({ stroke }) => stroke === "blue")!.points;
    assert.ok(curve.every(([, y], index) => index === 0 || y >= curve[index - 1]![1]));
  });

  it("tells the share at the cursor", () => {
    const scene = radiusScene(counts, { epsilon: 0.1, radius: 0.15, width: 400 });
    assert.ok(ofKind(scene, "text").some(({ text }) => text === "25.00%"));
  });

  it("finds the radius under a place, and none beyond the axis", () => {
    const axis = radiusAxis(counts, 400);
    assert.ok(Math.abs(axis.radiusAt(axis.xOf(0.17)) - 0.17) < 1e-12);
    assert.deepEqual([axis.radiusAt(-100), axis.radiusAt(1e6)], [0, 0.3]);
  });
});

describe("sceneToSvg", () => {
  it("writes names as texts, never as markup", () => {
    const scene = waterfallScene([{ label: '<b a="&">', value: 2 }], "product", 300);
    const svg = sceneToSvg(scene, palette);
    assert.ok(svg.includes("&lt;b a=&quot;&amp;&quot;&gt;") && !svg.includes("<b"));
  });

  it("draws a chart of lines with its title, legend and every curve", () => {
    const curve = { label: "VRA, test", ink: "green" as const, xs: [0, 1, 2], ys: [1, 3, 2] };
    const frame = lineFrame(drawnCurves([curve], 0), { smoothing: 0, isLog: false }, {}, 50);
    const scene = lineScene(frame, {
      title: "Accuracy",
      xLabel: "epoch",
      isLog: false,
      format: String,
      width: 400,
      height: 300,
    });
    const svg = sceneToSvg(scene, palette);
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="400" height="300"/);
    for (const text of ["Accuracy", "VRA, test", "epoch"])
      assert.ok(svg.includes(`>${text}</text>`));
    assert.ok(!svg.includes("NaN") && !svg.includes("undefined"));
    const line = ofKind(scene, "line").find(({ width }) => width === 1.5)!.points;
    // Rises to the 3 and falls half of it to the 2.
    const heights = line.map(([, y]) => y);
    const [y0, y1, y2] = [heights[0]!, Math.min(...heights), heights.at(-1)!];
    assert.ok(Math.abs(y1 - y0 + 2 * (y2 - y1)) < 1e-9);
  });
});
