import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import { predictedClass } from "../../../src/gloro/margin.js";
import { metric, metricNames, parseMetric } from "../../../src/gloro/metrics/index.js";
import type { Metric } from "../../../src/gloro/metrics/index.js";
import { numbers } from "../eager.js";
import { readPython } from "../python/read.js";

const python = readPython("losses");

function metricOf(
  asked: Metric,
  logits: number[][],
  bottom: number[],
  labels: number[],
  guarantee?: number[][],
): number[] {
  return numbers(() => {
    const y = tf.tensor2d(logits);
    return metric(asked, {
      logits: y,
      predicted: predictedClass(y),
      bottom: tf.tensor1d(bottom),
      labels: tf.tensor1d(labels, "int32"),
      ...(guarantee && { guarantee: tf.tensor2d(guarantee, undefined, "bool") }),
    });
  });
}

describe("metric", () => {
  for (const name of ["cleanAccuracy", "vra", "rejectionRate"] as const) {
    it(`counts ${name} as the Python library does`, () => {
      assert.deepEqual(
        metricOf({ name }, python.logits, python.bottom, python.labels),
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
    assert.deepEqual(metricOf({ name: "vra" }, logits, [2, NaN], [0, 0]), [0, 0]);
    assert.deepEqual(metricOf({ name: "rejectionRate" }, logits, [2, NaN], [0, 0]), [1, 1]);
  });

  const logits = [4, 3, 2, 1, 0].map((_, n) => [5, 4, 3 - n / 8, 1]);
  const bottom = [0, 0, 0, 6, 0];
  const guarantee = [
    [1, 0, 1],
    [0, 1, 0],
    [0, 1, 0],
    [1, 1, 1],
    [1, 0, 0],
  ];

  it("counts a label within the loosest guarantee of a relaxed net, unless it answers ⊥", () => {
    const labels = [2, 2, 1, 0, 0];
    for (const name of ["rtkVra", "affinityVra"] as const)
      assert.deepEqual(metricOf({ name }, logits, bottom, labels, guarantee), [1, 0, 1, 0, 1]);
    assert.deepEqual(
      metricOf({ name: "vra" }, logits, bottom, labels, guarantee),
      [0, 0, 0, 0, 1],
      "vra asks for the largest logit",
    );
  });

  it("refuses the VRA of a relaxed net where there are no guarantees", () => {
    assert.throws(() => metricOf({ name: "rtkVra" }, logits, bottom, [0, 0, 0, 0, 0]), {
      name: "GloroError",
      message: /need a relaxed net/,
    });
  });

  it("counts a label among the k largest logits", () => {
    const labels = [0, 1, 2, 3, 2];
    const topK = (k: number) => metricOf({ name: "topKAccuracy", k }, logits, bottom, labels);
    assert.deepEqual([1, 2, 3, 4].map(topK), [
      [1, 0, 0, 0, 0],
      [1, 1, 0, 0, 0],
      [1, 1, 1, 0, 1],
      [1, 1, 1, 1, 1],
    ]);
  });
});

describe("parseMetric", () => {
  it("knows each metric by its own name, and by the Python library's", () => {
    for (const [text, asked] of [
      ["clean_acc", { name: "cleanAccuracy" }],
      ["clean_acc_sparse", { name: "cleanAccuracy" }],
      ["vra_cat", { name: "vra" }],
      ["rejection_rate", { name: "rejectionRate" }],
      ["top_3_clean_acc", { name: "topKAccuracy", k: 3 }],
      ["top_10_clean_acc_sparse", { name: "topKAccuracy", k: 10 }],
      ["rtk_vra_sparse", { name: "rtkVra" }],
      ["affinity_vra", { name: "affinityVra" }],
    ] as const)
      assert.deepEqual(parseMetric(text), asked, text);
    for (const name of metricNames) assert.equal(parseMetric(name, { k: 2 }).name, name);
    assert.deepEqual(parseMetric("top_k_clean_acc", { k: 5 }), { name: "topKAccuracy", k: 5 });
  });

  it("refuses another name, and a k that is missing or 0", () => {
    for (const text of ["accuracy", "vra_dense", "constructor"])
      assert.throws(() => parseMetric(text), { name: "UnknownWordError" }, text);
    for (const text of ["top_k_clean_acc", "top_0_clean_acc"])
      assert.throws(() => parseMetric(text), /needs a whole number k from 1 on/, text);
  });
});
