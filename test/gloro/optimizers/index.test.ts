import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import { GloroError, UnknownWordError } from "../../../src/gloro/errors.js";
import { optimizerNames, parseOptimizer } from "../../../src/gloro/optimizers/index.js";
import { assertClose } from "../close.js";
import { tensors } from "../eager.js";
import { readPython } from "../python/read.js";

const python = readPython("optimizers");

describe("parseOptimizer", () => {
  for (const { config, path } of python.cases) {
    it(`steps as Keras 2.15 does: ${JSON.stringify(config)}`, () => {
      void tf.setBackend("cpu");
      const optimizer = parseOptimizer(config);
      const specs = { w: { shape: [3], dtype: "float32" } } as const;
      let parameters: Record<string, tf.Tensor> = { w: tf.tensor1d(python.start) };
      let slots: Record<string, tf.Tensor> = tensors(optimizer.initialSlots(specs));
      for (const [index, gradient] of python.gradients.entries()) {
        const next = optimizer.apply(parameters, { w: tf.tensor1d(gradient) }, slots, {
          learningRate: tf.scalar(python.rates[index]!),
          step: tf.scalar(index + 1),
        });
        ({ parameters, slots } = next);
        const found = Array.from(parameters["w"]!.dataSync());
        assertClose(found, path[index]!, 1e-6, `step ${index + 1}`);
      }
    });
  }

  it("names a slot after each parameter", () => {
    const specs = { "conv2d_1/kernel": { shape: [2, 3], dtype: "float32" } } as const;
    const slot = { shape: [2, 3], dtype: "float32" };
    assert.deepEqual(parseOptimizer("adam").slots(specs), {
      "adam/m/conv2d_1/kernel": slot,
      "adam/v/conv2d_1/kernel": slot,
    });
    assert.deepEqual(parseOptimizer("sgd").slots(specs), {});
    assert.deepEqual(parseOptimizer({ name: "sgd", momentum: 0.9 }).slots(specs), {
      "sgd/momentum/conv2d_1/kernel": slot,
    });
  });

  it("refuses words and options that it does not know", () => {
    assert.throws(
      () => parseOptimizer("adamw"),
      new UnknownWordError("optimizer", "adamw", optimizerNames),
    );
    assert.throws(() => parseOptimizer({ name: "adam", momentum: 0.9 }), UnknownWordError);
    assert.throws(() => parseOptimizer({ name: "sgd", beta1: 0.9 }), UnknownWordError);
    for (const config of [
      { name: "adam", beta1: 1 },
      { name: "adam", epsilon: 0 },
      { name: "sgd", momentum: -0.1 },
      { name: "sgd", momentum: NaN },
    ]) {
      assert.throws(() => parseOptimizer(config), GloroError, JSON.stringify(config));
    }
  });
});
