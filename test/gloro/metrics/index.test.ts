import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import { predictedClass } from "../../../src/gloro/margin.js";
import { metric, metricNames } from "../../../src/gloro/metrics/index.js";
import type { MetricName } from "../../../src/gloro/metrics/index.js";
import { numbers } from "../eager.js";
import { readPython } from "../python/read.js";

const python = readPython("losses");

function metricOf(
  name: MetricName,
  logits: number[][],
  bottom: number[],
  labels: number[],
): number[] {
  return numbers(() => {
    const y = tf.tensor2d(logits);
    return metric(name, {
      logits: y,
      predicted: predictedClass(y),
      bottom: tf.tensor1d(bottom),
      labels: tf.tensor1d(labels, "int32"),
    });
  });
}

describe("metric", () => {
  for (const name of metricNames) {
    it(`counts ${name} as the Python library does`, () => {
      assert.deepEqual(
        metricOf(name, python.logits, python.bottom, python.labels),
        python.metrics[name],
      );
      assert.equal(new Set(python.metrics[name]).size, 2, "both values occur");
    });
  }

  it("rejects at equality, and where the bottom logit is NaN", () => {
    const logits = [
      [2, 1],
      [2, 1],
    ];
    assert.deepEqual(metricOf("vra", logits, [2, NaN], [0, 0]), [0, 0]);
    assert.deepEqual(metricOf("rejectionRate", logits, [2, NaN], [0, 0]), [1, 1]);
  });
});
