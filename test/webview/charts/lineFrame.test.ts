import assert from "node:assert/strict";
import { drawnCurves, lineFrame } from "../../../webview/charts/lineFrame.js";
import type { Curve } from "../../../webview/charts/lineFrame.js";

const noisy: Curve = { label: "train", ink: "blue", isNoisy: true, xs: [0, 1, 2], ys: [4, 0, 8] };
const exact: Curve = { label: "test", ink: "blue", xs: [1, 4], ys: [1, 2] };
const plain = { smoothing: 0, isLog: false };

describe("lineFrame", () => {
  it("draws the smoothed curve over the faint raw one, of noisy curves only", () => {
    const frame = lineFrame(drawnCurves([noisy, exact], 0.5), { ...plain, smoothing: 0.5 }, {}, 4);
    assert.deepEqual(
      frame.lines.map(({ curve, isFaint }) => [curve.label, isFaint]),
      [
        ["train", true],
        ["test", false],
        ["train", false],
      ],
    );
    assert.deepEqual(
      [frame.x, lineFrame(drawnCurves([noisy], 0), plain, {}, 4).lines.length],
      [[0, 4], 1],
    );
  });

  it("fits its y axis to what is zoomed to, with room but within the bounds", () => {
    const view = { ...plain, bounds: [0, 8.1] as const };
    const { y } = lineFrame(drawnCurves([noisy], 0), view, {}, 10);
    assert.deepEqual(y, [0, 8.1]);
    const zoomed = lineFrame(drawnCurves([exact], 0), plain, { x: [2.5, 4] }, 10);
    assert.ok(zoomed.y[0] > 1.3 && zoomed.y[0] < 1.5 && zoomed.y[1] > 2, String(zoomed.y));
  });

  it("leaves out of a log axis what has no logarithm", () => {
    const { y } = lineFrame(drawnCurves([noisy], 0), { ...plain, isLog: true }, {}, 10);
    assert.ok(y[0] > 0 && y[0] <= 4 && y[1] >= 8, String(y));
  });

  it("makes room around a single value, and around none", () => {
    const one: Curve = { ...exact, xs: [3], ys: [0.3] };
    assert.deepEqual(lineFrame(drawnCurves([one], 0), plain, {}, 10).x, [0, 4]);
    const none = lineFrame([], plain, {}, 10);
    assert.deepEqual([none.x, none.y, none.lines], [[0, 1], [0, 1], []]);
  });
});
