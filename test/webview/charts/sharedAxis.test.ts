import assert from "node:assert/strict";
import { SharedAxis } from "../../../webview/charts/sharedAxis.js";
import { axisKey } from "../../../webview/dashboard/chartKeys.js";

const xs = Array.from({ length: 101 }, (_, index) => index / 10);
const full = [0, 10] as const;

function press(axis: SharedAxis, ...keys: string[]): void {
  for (const key of keys) axisKey({ key, shiftKey: false }, axis, { xs, full })?.();
}

describe("an axis that charts share", () => {
  it("tells each chart what is pointed at and zoomed to", () => {
    const axis = new SharedAxis();
    const told: string[] = [];
    axis.onChange((change) => told.push(change));
    axis.point(3);
    axis.point(3);
    axis.zoom([1, 2]);
    assert.deepEqual(told, ["cursor", "range"]);
  });

  it("moves its cursor by points, from the end on", () => {
    const axis = new SharedAxis();
    press(axis, "ArrowLeft", "ArrowLeft");
    assert.equal(axis.cursor, 9.8);
    axisKey({ key: "ArrowLeft", shiftKey: true }, axis, { xs, full })?.();
    assert.equal(axis.cursor, 8.8);
    press(axis, "Home", "ArrowLeft");
    assert.equal(axis.cursor, 0);
  });

  it("zooms about the cursor, never beyond everything", () => {
    const axis = new SharedAxis();
    axis.point(4);
    press(axis, "+");
    assert.deepEqual(axis.range, [2, 7]);
    press(axis, "PageDown", "PageDown");
    assert.deepEqual(axis.range, [5, 10]);
    press(axis, "-");
    assert.equal(axis.range, undefined);
    press(axis, "+", "0");
    assert.equal(axis.range, undefined);
  });

  it("takes the part that is shown along with the cursor", () => {
    const axis = new SharedAxis();
    axis.zoom([2, 4]);
    axis.point(4);
    press(axis, "ArrowRight");
    assert.ok(Math.abs(axis.range![1] - axis.cursor!) < 1e-9);
  });

  it("leaves other keys alone", () => {
    assert.equal(
      axisKey({ key: "Tab", shiftKey: false }, new SharedAxis(), { xs, full }),
      undefined,
    );
  });
});
