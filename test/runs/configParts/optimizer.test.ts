import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import { optimizerNames, parseOptimizer } from "../../../src/gloro/optimizers/index.js";
import type { OptimizerConfig } from "../../../src/gloro/optimizers/index.js";
import { optimizerSchema } from "../../../src/runs/configParts/optimizer.js";
import { numbers, tensors } from "../../gloro/eager.js";

/** A parameter and its slots after one step: what tells two optimizers apart. */
function slotsAfterStep(config: OptimizerConfig): number[] {
  return numbers(() => {
    const optimizer = parseOptimizer(config);
    const specs = { w: { shape: [2], dtype: "float32" } } as const;
    const next = optimizer.apply(
      { w: tf.tensor1d([1, -2]) },
      { w: tf.tensor1d([30, 1e-8]) },
      tensors(optimizer.initialSlots(specs)),
      { learningRate: tf.scalar(0.1), step: tf.scalar(1) },
    );
    return tf.concat(
      [...Object.values(next.parameters), ...Object.values(next.slots)].map((x) =>
        tf.reshape(x, [-1]),
      ),
    );
  });
}

const moments = { beta1: 0.9, beta2: 0.999 };
const adam = { name: "adam", ...moments, epsilon: 1e-7, weightDecay: 0 };
const nadam = { name: "nadam", ...moments, epsilon: 1e-8, momentumDecay: 0.004, weightDecay: 0 };
const sgd = { name: "sgd", momentum: 0, nesterov: false, weightDecay: 0 };
const pulls = { name: "lookahead", slowStep: 0.5, syncPeriod: 6 };
const clipping = { clipNorm: 3, clipValue: 1 };

const cases: [written: OptimizerConfig, filledIn: Exclude<OptimizerConfig, string>][] = [
  ["adam", adam],
  [
    { name: "adam", weightDecay: 0.1 },
    { ...adam, weightDecay: 0.1 },
  ],
  ["adamw", { ...adam, name: "adamw", weightDecay: 0.004 }],
  ["nadam", nadam],
  ["sgd", sgd],
  [
    { name: "sgd", ...clipping },
    { ...sgd, ...clipping },
  ],
  [
    { name: "lookahead", inner: "nadam" },
    { ...pulls, inner: nadam },
  ],
  [
    { name: "lookahead", inner: { name: "sgd", clipNorm: 3 }, syncPeriod: 1 },
    { ...pulls, inner: { ...sgd, clipNorm: 3 }, syncPeriod: 1 },
  ],
];

describe("optimizerSchema", () => {
  for (const [written, filledIn] of cases) {
    it(`fills in the method's own defaults: ${JSON.stringify(written)}`, () => {
      const parsed = optimizerSchema.parse(written);
      assert.deepEqual(parsed, filledIn);
      assert.deepEqual(optimizerSchema.parse(parsed), parsed);
      assert.deepEqual(slotsAfterStep(parsed), slotsAfterStep(written));
    });
  }

  it("has every optimizer", () => {
    const names = cases.map(([, { name }]) => name);
    assert.deepEqual(new Set(names), new Set(optimizerNames));
  });
});
