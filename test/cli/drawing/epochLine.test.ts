import assert from "node:assert/strict";
import { epochLine } from "../../../src/cli/drawing/epochLine.js";
import type { EpochLine } from "../../../src/runs/metrics.js";

const line: EpochLine = {
  type: "epoch",
  epoch: 3,
  step: 705,
  train: { loss: 0.412, cleanAccuracy: 0.97, vra: 0.9, rejectionRate: 0.05 },
  epsilon: 0.45,
  lambda: 0,
  learningRate: 1e-3,
};

describe("epochLine", () => {
  it("tells the evaluation, and that it is the best", () => {
    const evaluation = {
      loss: 0.3,
      cleanAccuracy: 0.9812,
      vra: 0.931,
      rejectionRate: 0.042,
      vraAt: { "0.3": 0.931 },
      lipschitz: { conv2d_1: 2 },
      subLipschitz: 5.123456,
      histogram: { edges: [0, 1], counts: [1] },
    };
    const timing = { at: "2026-11-22T14:00:00Z", seconds: 14.21 };
    assert.equal(
      epochLine({ ...line, evaluation, timing }, { epochs: 30, epsilon: 0.3, isBest: true }),
      "epoch  3/30  loss 0.4120  clean 98.12%  VRA@0.3 93.10%  rejected 4.20%  Lipschitz 5.123  14.2 s  best",
    );
  });

  it("tells the loss alone where an epoch was not evaluated", () => {
    assert.equal(
      epochLine(line, { epochs: 5, epsilon: 0.3, isBest: false }),
      "epoch 3/5  loss 0.4120",
    );
  });
});
