import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import { GloroError, UnknownWordError } from "../../../src/gloro/errors.js";
import { lossNames, parseLoss } from "../../../src/gloro/losses/index.js";
import type { LossConfig } from "../../../src/gloro/losses/index.js";
import { assertClose } from "../close.js";
import { numbers } from "../eager.js";
import { readPython } from "../python/read.js";
import { randomValues } from "../random.js";
import { referenceLogitAnnealing, referenceLosses } from "../referenceLosses.js";
import type { LossPoint } from "../referenceLosses.js";

const python = readPython("losses");
const epsilon = 0.1;

interface Batch {
  readonly logits: number[][];
  readonly bottom: number[];
  readonly labels: number[];
  /** K, row by row; zeros where it does not matter. */
  readonly constants?: number[][];
}

function lossesOf(config: LossConfig, { logits, bottom, labels, constants }: Batch): number[] {
  const loss = parseLoss(config);
  const classes = logits[0]!.length;
  return numbers(() =>
    loss.perExample({
      logits: tf.tensor2d(logits),
      bottom: tf.tensor1d(bottom),
      constants: constants ? tf.tensor2d(constants) : tf.zeros([classes, classes]),
      labels: tf.tensor1d(labels, "int32"),
      epsilon: tf.scalar(epsilon),
      lambda: tf.scalar(loss.lambda ?? 0),
    }),
  );
}

/** The same batch for the reference, as float32 holds it. */
function pointsOf({ logits, bottom, labels, constants }: Batch): LossPoint[] {
  return logits.map((y, n) => ({
    y: y.map(Math.fround),
    bottom: bottom[n]!,
    label: labels[n]!,
    lambda: 1,
    gains: y.map((_, j) => epsilon * (constants?.[labels[n]!]![j] ?? 0)),
  }));
}

/** A symmetric matrix with 0 on the diagonal, as K is, of entries up to `largest`. */
function randomConstants(classes: number, largest: number): number[][] {
  const entries = randomValues(classes * classes, 5).map((value) => largest * Math.abs(value));
  return Array.from({ length: classes }, (_, i) =>
    Array.from({ length: classes }, (_, j) =>
      i === j ? 0 : entries[Math.min(i, j) * classes + Math.max(i, j)]!,
    ),
  );
}

describe("parseLoss", () => {
  for (const { config, perExample } of python.losses) {
    it(`computes ${JSON.stringify(config)} as the Python library does`, () => {
      // Keras clips probabilities to 1e-7, which moves its KL by up to 2e-6.
      assertClose(lossesOf(config, python), perExample, 5e-6, JSON.stringify(config));
    });
  }

  for (const name of lossNames) {
    it(`stays exact for ${name} where logits are far apart`, () => {
      const batch: Batch = {
        logits: [
          [40, 0, 0.5],
          [-50, 60, 3],
          [0, 0, 0],
          [80, -80, -80],
          [-80, 80, 0],
        ],
        bottom: [70, 61, -20, -79, 90],
        labels: [0, 1, 2, 0, 0],
        constants: randomConstants(3, 100),
      };
      const expected = pointsOf(batch).map((point) => referenceLosses[name](point));
      assertClose(lossesOf(name, batch), expected, 1e-5, name);
      const huge = lossesOf(name, { logits: [[1e6, -1e6, 0]], bottom: [3e6], labels: [1] });
      assert.ok(huge.every(Number.isFinite), huge.join(" "));
    });
  }

  for (const name of ["emma", "margin", "la"] as const) {
    for (const largest of [0, 1e-9, 1e-6, 1, 30]) {
      it(`computes ${name} as the PyTorch code does, for K up to ${largest}`, () => {
        const count = 40;
        const values = Array.from(randomValues(4 * count, 6), (value) => 3 * value);
        const batch: Batch = {
          logits: Array.from({ length: count }, (_, n) => values.slice(4 * n, 4 * n + 4)),
          bottom: Array<number>(count).fill(0),
          labels: Array.from({ length: count }, (_, n) => n % 4),
          constants: randomConstants(4, largest),
        };
        const expected = pointsOf(batch).map((point) => referenceLosses[name](point));
        assertClose(lossesOf(name, batch), expected, 2e-6, name);
        assertClose(lossesOf(`sparse_${name}`, batch), expected, 2e-6, name);
      });
    }
  }

  it("keeps a small loss of a safe example, where 1 − p is below what float32 tells from 0", () => {
    const batch: Batch = { logits: [[20, 0, 1]], bottom: [0], labels: [0] };
    const odds = Math.log(Math.exp(-20) + Math.exp(-19));
    for (const name of ["emma", "margin"]) {
      const [found] = lossesOf(name, batch);
      assert.ok(Math.abs(found! / Math.exp(odds) - 1) < 1e-4, `${name}: ${found!}`);
    }
  });

  it("takes logit annealing's temperature, offset and exponent", () => {
    const batch: Batch = { ...python, constants: randomConstants(4, 3) };
    for (const options of [{ temperature: 2 }, { offset: 0, gamma: 1 }, { gamma: 0 }]) {
      const expected = pointsOf(batch).map((point) => referenceLogitAnnealing(point, options));
      assertClose(lossesOf({ name: "la", ...options }, batch), expected, 1e-6, "la");
    }
  });

  it("reads λ from the name, and takes 1 where there is none", () => {
    assert.equal(parseLoss("sparse_trades_kl.1.5").lambda, 1.5);
    assert.equal(parseLoss("trades_ce.2").lambda, 2);
    assert.equal(parseLoss("trades_ce").lambda, 1);
    assert.equal(parseLoss("crossentropy").lambda, undefined);
    assert.equal(parseLoss({ name: "trades_kl.1.5" }).lambda, 1.5);
    assert.equal(parseLoss({ name: "sparse_trades_kl", lambda: 0 }).lambda, 0);
    assert.equal(parseLoss({ name: "la", offset: 1 }).lambda, undefined);
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
    for (const text of [
      "trades_kl.",
      "trades_kl.x",
      "trades_kl.-1",
      "crossentropy.2",
      "emma.0.5",
    ]) {
      assert.throws(
        () => parseLoss(text),
        (error) => error instanceof GloroError && error.message.includes(text),
        text,
      );
    }
  });

  it("refuses options that a loss does not have, or cannot be", () => {
    assert.throws(
      () => parseLoss({ name: "trades_kl", temperature: 2 }),
      new UnknownWordError("option of the loss trades_kl", "temperature", ["lambda"]),
    );
    assert.throws(() => parseLoss({ name: "crossentropy", temperature: 0 }), {
      message: "The option temperature of the loss crossentropy must be a positive number, got 0.",
    });
    assert.throws(() => parseLoss({ name: "trades_kl", lambda: -1 }), GloroError);
    assert.throws(() => parseLoss({ name: "la", gamma: NaN }), GloroError);
    assert.throws(() => parseLoss({ name: "trades_kl.2", lambda: 1 }), /λ is given twice/);
  });
});
