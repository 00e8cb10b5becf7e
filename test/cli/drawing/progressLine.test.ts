import assert from "node:assert/strict";
import { progressLine } from "../../../src/cli/drawing/progressLine.js";
import type { Progress } from "../../../src/cli/drawing/progressLine.js";
import { textWidth } from "../../../src/cli/drawing/textWidth.js";

const progress: Progress = {
  epoch: 3,
  epochs: 30,
  fraction: 0.27,
  msPerStep: 31.234,
  loss: 0.41233,
  cleanAccuracy: 0.97,
  vra: 0.912,
  msLeft: 130_000,
};

describe("progressLine", () => {
  for (const [columns, line] of [
    [
      120,
      "epoch 3/30  ██████▌░░░░░░░░░░░░░░░░░  31.2 ms/step  loss 0.4123  clean 97.00%  VRA 91.20%  2m 10s left",
    ],
    [80, "epoch 3/30  ████▍░░░░░░░░░░░  loss 0.4123  clean 97.00%  VRA 91.20%  2m 10s left"],
    [60, "epoch 3/30  ██▍░░░░░░  clean 97.00%  VRA 91.20%  2m 10s left"],
    [40, "epoch 3/30  ████▍░░░░░░░░░░░  VRA 91.20%"],
    [20, "epoch 3/30  ██▏░░░░░"],
    [8, "epoch 3/"],
  ] as const) {
    it(`is "${line}" in ${columns} columns`, () => {
      assert.equal(progressLine(progress, columns), line);
    });
  }

  it("never exceeds the terminal", () => {
    for (let columns = 0; columns < 150; columns++) {
      const width = textWidth(progressLine(progress, columns));
      assert.ok(width <= columns, `${width} of ${columns} columns`);
    }
  });

  it("shows an activity in place of the time left", () => {
    const line = progressLine({ epoch: 1, epochs: 2, fraction: 0, activity: "loading data" }, 60);
    assert.equal(line, "epoch 1/2  ░░░░░░░░░░░░░░░░░░░░░░░░  loading data");
  });
});
