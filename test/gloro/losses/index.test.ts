import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import { GloroError, UnknownWordError } from "../../../src/gloro/errors.js";
import { lossNames, parseLoss } from "../../../src/gloro/losses/index.js";
import { assertClose } from "../close.js";
import { numbers } from "../eager.js";
import { readPython } from "../python/read.js";
import { referenceLosses } from "../reference.js";

const python = readPython("losses");

function lossesOf(name: string, logits: number[][], bottom: number[], labels: number[]): number[] {
  const loss = parseLoss(name);
  return numbers(() =>
    loss.perExample({
      logits: tf.tensor2d(logits),
      bottom: tf.tensor1d(bottom),
      labels: tf.tensor1d(labels, "int32"),
      epsilon: tf.scalar(0.1),
      lambda: tf.scalar(loss.lambda ?? 0),
    }),
  );
}

describe("parseLoss", () => {
  for (const { name, perExample } of python.losses) {
    it(`computes ${name} as the Python library does`, () => {
      const found = lossesOf(name, python.logits, python.bottom, python.labels);
      // Keras clips probabilities to 1e-7, which moves its KL by up to 2e-6.
      assertClose(found, perExample, 5e-6, name);
    });
  }

  for (const name of lossNames) {
    it(`stays exact for ${name} where logits are far apart`, () => {
      const logits = [
        [40, 0, 0.5],
        [-50, 60, 3],
        [0, 0, 0],
      ];
      const bottom = [70, 61, -20];
      const expected = logits.map((y, n) => referenceLosses[name]!(y, bottom[n]!, n, 1));
      assertClose(lossesOf(name, logits, bottom, [0, 1, 2]), expected, 1e-5, name);
      const huge = lossesOf(name, [[1e6, -1e6, 0]], [3e6], [1]);
      assert.ok(huge.every(Number.isFinite), huge.join(" "));
    });
  }

  it("reads λ from the name, and takes 1 where there is none", () => {
    assert.equal(parseLoss("sparse_trades_kl.1.5").lambda, 1.5);
    assert.equal(parseLoss("trades_ce.2").lambda, 2);
    assert.equal(parseLoss("trades_ce").lambda, 1);
    assert.equal(parseLoss("crossentropy").lambda, undefined);
  });

  it("refuses what it does not know", () => {
    for (const text of [
      "hinge",
      "trades",
      "trades_klx",
      "sparse_",
      "sparse_sparse_crossentropy",
      "",
    ]) {
      assert.throws(() => parseLoss(text), new UnknownWordError("loss", text, lossNames), text);
    }
    for (const text of ["trades_kl.", "trades_kl.x", "trades_kl.-1", "crossentropy.2"]) {
      assert.throws(
        () => parseLoss(text),
        (error) => error instanceof GloroError && error.message.includes(text),
        text,
      );
    }
  });
});
