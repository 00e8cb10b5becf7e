import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import { GloroError, UnknownWordError } from "../../../src/gloro/errors.js";
import { optimizerNames, parseOptimizer } from "../../../src/gloro/optimizers/index.js";
import type { OptimizerConfig } from "../../../src/gloro/optimizers/index.js";
import type { HostTensors } from "../../../src/gloro/program.js";
import { assertClose } from "../close.js";
import { host, tensors, valuesOf } from "../eager.js";
import { readPython } from "../python/read.js";
import { randomValues } from "../random.js";
import { referencePath } from "../referenceOptimizers.js";
import type { PathInputs } from "../referenceOptimizers.js";

const python = readPython("optimizers");

/** Two parameters after each step along given gradients; the state is read and written at each step. */
function pathOf(config: OptimizerConfig, { start, gradients, rates }: PathInputs): number[][][] {
  void tf.setBackend("cpu");
  const optimizer = parseOptimizer(config);
  const specs = Object.fromEntries(
    start.map((values, index) => [
      `p${index}`,
      { shape: [values.length], dtype: "float32" as const },
    ]),
  );
  const named = (values: readonly (readonly number[])[]): HostTensors =>
    Object.fromEntries(values.map((each, index) => [`p${index}`, host([each.length], each)]));
  let parameters = tensors(named(start));
  let slots = tensors(optimizer.initialSlots(specs));
  return gradients.map((gradient, index) => {
    const next = optimizer.apply(parameters, tensors(named(gradient)), slots, {
      learningRate: tf.scalar(rates[index]!),
      step: tf.scalar(index + 1),
    });
    parameters = { ...next.parameters };
    slots = { ...next.slots };
    assert.deepEqual(Object.keys(slots).sort(), Object.keys(optimizer.slots(specs)).sort());
    return start.map((_, each) => Array.from(parameters[`p${each}`]!.dataSync()));
  });
}

/** A path long enough for several pulls of lookahead, with gradients small and large. */
const long: PathInputs = {
  start: [Array.from(randomValues(4, 1)), Array.from(randomValues(2, 2))],
  gradients: Array.from({ length: 20 }, (_, step) =>
    [4, 2].map((size, index) =>
      Array.from(
        randomValues(size, 10 * step + index),
        (value, i) => value * [1, 1e-3, 5, 0.1][i]!,
      ),
    ),
  ),
  rates: Array.from({ length: 20 }, (_, step) => 0.02 / (1 + step)),
};

const torchCases: OptimizerConfig[] = [
  "nadam",
  { name: "nadam", momentumDecay: 0.1, beta1: 0.8, beta2: 0.95, epsilon: 1e-3 },
  { name: "nadam", weightDecay: 0.2 },
  { name: "adam", weightDecay: 0.2 },
  { name: "adamw", weightDecay: 0.2 },
  { name: "sgd", momentum: 0.9, nesterov: true, weightDecay: 0.2 },
  { name: "sgd", clipNorm: 1 },
  { name: "sgd", clipNorm: 1e4 },
  { name: "sgd", clipValue: 0.5, clipNorm: 0.8, weightDecay: 0.5 },
  { name: "adamw", clipNorm: 1, weightDecay: 0.5 },
  { name: "lookahead", inner: "sgd" },
  { name: "lookahead", inner: { name: "sgd", momentum: 0.9 }, slowStep: 0.3, syncPeriod: 3 },
  { name: "lookahead", inner: { name: "nadam", weightDecay: 0.1, clipNorm: 1 }, syncPeriod: 7 },
];

describe("parseOptimizer", () => {
  for (const { config, path } of python.cases) {
    it(`steps as Keras 2.15 does: ${JSON.stringify(config)}`, () => {
      const { start, gradients, rates } = python;
      const found = pathOf(config, {
        start: [start],
        gradients: gradients.map((gradient) => [gradient]),
        rates,
      });
      for (const [index, [parameter]] of found.entries()) {
        assertClose(parameter!, path[index]!, 1e-6, `step ${index + 1}`);
      }
    });
  }

  for (const config of torchCases) {
    it(`steps as PyTorch's code does in Float64: ${JSON.stringify(config)}`, () => {
      const expected = referencePath(config, long);
      for (const [index, parameters] of pathOf(config, long).entries()) {
        assertClose(parameters.flat(), expected[index]!.flat(), 2e-6, `step ${index + 1}`);
      }
    });
  }

  it("pulls back at every sixth step from the twelfth on, and leaves the sixth as it is", () => {
    const fast = pathOf("sgd", long);
    const slow = pathOf({ name: "lookahead", inner: "sgd" }, long);
    assert.deepEqual(slow.slice(0, 11), fast.slice(0, 11));
    const between = fast[5]!.map((values, each) =>
      values.map((value, i) => (value + fast[11]![each]![i]!) / 2),
    );
    assertClose(slow[11]!.flat(), between.flat(), 1e-6, "step 12");
  });

  it("knows every multiple of the period, however many steps there were", () => {
    void tf.setBackend("cpu");
    const optimizer = parseOptimizer({ name: "lookahead", inner: "sgd", syncPeriod: 41 });
    const pulled = (step: number) => {
      const next = optimizer.apply(
        { w: tf.tensor1d([2]) },
        { w: tf.tensor1d([0]) },
        { "lookahead/slow/w": tf.tensor1d([1]) },
        { learningRate: tf.scalar(1), step: tf.scalar(step) },
      );
      return next.parameters["w"]!.dataSync()[0] === 1.5;
    };
    for (const sync of [2, 41, 1000, 100_003, 342_000]) {
      assert.deepEqual(
        [-1, 0, 1].map((near) => pulled(41 * sync + near)),
        [false, true, false],
      );
    }
  });

  it("decays a parameter by the rate, and no more, where rate times decay is tiny", () => {
    const steps = 2000;
    const [last] = pathOf(
      { name: "adamw", weightDecay: 1e-4 },
      {
        start: [Array.from({ length: 200 }, (_, i) => 1 + i / 200)],
        gradients: Array.from({ length: steps }, () => [Array<number>(200).fill(0)]),
        rates: Array<number>(steps).fill(1e-3),
      },
    ).at(-1)!;
    const mean = last!.reduce((sum, value) => sum + value, 0) / 200;
    // 1.4975 · (1 − 1e-7)^2000 is 3.0e-4 lower: with the factor in float32 it would be 3.6e-4.
    assert.ok(Math.abs(1.4975 - mean - 1.4975 * steps * 1e-7) < 3e-5, `${1.4975 - mean}`);
  });

  it("names a slot after each parameter", () => {
    const specs = { "conv2d_1/kernel": { shape: [2, 3], dtype: "float32" } } as const;
    const slot = { shape: [2, 3], dtype: "float32" };
    const adamSlots = { "adam/m/conv2d_1/kernel": slot, "adam/v/conv2d_1/kernel": slot };
    assert.deepEqual(parseOptimizer("adam").slots(specs), adamSlots);
    assert.deepEqual(parseOptimizer({ name: "adamw", clipNorm: 1 }).slots(specs), adamSlots);
    assert.deepEqual(parseOptimizer("sgd").slots(specs), {});
    assert.deepEqual(parseOptimizer({ name: "sgd", momentum: 0.9 }).slots(specs), {
      "sgd/momentum/conv2d_1/kernel": slot,
    });
    const nadam = parseOptimizer({ name: "lookahead", inner: "nadam" });
    assert.deepEqual(nadam.slots(specs), {
      "nadam/m/conv2d_1/kernel": slot,
      "nadam/v/conv2d_1/kernel": slot,
      "nadam/correction": { shape: [], dtype: "float32" },
      "lookahead/slow/conv2d_1/kernel": slot,
    });
    for (const [name, { shape }] of Object.entries(nadam.slots(specs))) {
      const initial = nadam.initialSlots(specs);
      assert.deepEqual(initial[name]!.shape, shape);
      assert.ok(
        valuesOf(initial, name).every((value) => value === 0),
        name,
      );
    }
  });

  it("refuses words and options that it does not know", () => {
    assert.throws(
      () => parseOptimizer("rmsprop"),
      new UnknownWordError("optimizer", "rmsprop", optimizerNames),
    );
    assert.throws(() => parseOptimizer({ name: "adam", momentum: 0.9 }), UnknownWordError);
    assert.throws(() => parseOptimizer({ name: "sgd", beta1: 0.9 }), UnknownWordError);
    const clippedOutside = { name: "lookahead", inner: "adam", clipNorm: 1 };
    assert.throws(() => parseOptimizer(clippedOutside), UnknownWordError);
    for (const config of [
      { name: "adam", beta1: 1 },
      { name: "adam", epsilon: 0 },
      { name: "sgd", momentum: -0.1 },
      { name: "sgd", momentum: NaN },
      { name: "sgd", clipNorm: 0 },
      { name: "adamw", weightDecay: -1 },
      { name: "lookahead" },
      { name: "lookahead", inner: "lookahead" },
      { name: "lookahead", inner: { name: "adam", beta1: 1 } },
      { name: "lookahead", inner: "adam", syncPeriod: 1.5 },
      { name: "lookahead", inner: "adam", slowStep: 0 },
    ]) {
      assert.throws(() => parseOptimizer(config), GloroError, JSON.stringify(config));
    }
  });
});
