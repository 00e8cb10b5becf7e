import assert from "node:assert/strict";
import {
  EpsilonScheduler,
  LearningRateScheduler,
  TradesScheduler,
} from "../../../src/model/callbacks/index.js";
import type { FitContext } from "../../../src/model/callbacks/index.js";
import { assertClose } from "../../gloro/close.js";
import { blobNet, blobs } from "../blobs.js";
import { pythonSchedulers } from "../python/read.js";

const { x, y } = blobs(16);

describe("the schedulers", () => {
  for (const { text, interpolate, values: python } of pythonSchedulers())
    it(`give what Python gives for ${text}, ${interpolate ? "step by step" : "by epoch"}`, async () => {
      const net = await blobNet({ epsilon: 1.58 });
      net.compile({ loss: "crossentropy" });
      const ours: number[][] = [];
      await net.fit(x, y, {
        epochs: 6,
        batchSize: 4,
        updateIterates: false,
        callbacks: [
          new EpsilonScheduler(text, { interpolate }),
          {
            onBatchEnd: ({ epoch, stepValues }) => {
              (ours[epoch] ??= []).push(stepValues.epsilon!);
            },
          },
        ],
      });
      // Python's interpolated values run one epoch behind its schedule; ours do not.
      const got = interpolate ? ours.slice(0, 5) : ours;
      const expected = interpolate ? python.slice(1) : python;
      assertClose(got.flat(), expected.flat(), 1e-6, text);
      await net.dispose();
    });

  it("keep the net's own values until the training ends", async () => {
    const net = await blobNet({ epsilon: 0.4 });
    net.compile({ loss: "trades_kl.2", learningRate: 0.01 });
    const seen: FitContext[] = [];
    await net.fit(x, y, {
      epochs: 4,
      batchSize: 8,
      validationData: { x, y },
      callbacks: [
        new EpsilonScheduler("linear", { baseValue: 0.6, testValue: 0.5 }),
        new TradesScheduler("linear"),
        new LearningRateScheduler("[1]-[0.5]", { interpolate: false, testValue: 0.02 }),
        {
          onBatchEnd: (context) => {
            assert.deepEqual([net.epsilon, net.lambda, net.learningRate], [0.4, 2, 0.01]);
            seen.push({ ...context, stepValues: { ...context.stepValues } });
          },
        },
      ],
    });
    const given = (key: "epsilon" | "lambda" | "learningRate") =>
      seen.map(({ stepValues }) => stepValues[key]!);
    assertClose(
      given("epsilon"),
      [0, 1, 2, 3, 4, 5, 6, 7].map((i) => (0.6 * i) / 8),
      1e-9,
      "ε",
    );
    assertClose(
      given("lambda"),
      [0, 1, 2, 3, 4, 5, 6, 7].map((i) => i / 4),
      1e-9,
      "λ",
    );
    assertClose(
      given("learningRate"),
      [0, 0, 1, 1, 2, 2, 3, 3].map((epoch) => 0.01 * (1 - epoch / 8)),
      1e-9,
      "learning rate",
    );
    assert.deepEqual(seen[0]!.testValues, { epsilon: 0.5, lambda: 2 });
    assert.deepEqual([net.epsilon, net.lambda, net.learningRate], [0.5, 2, 0.02], "afterwards");
    await net.dispose();
  });

  it("validate at the test value, whatever the training's", async () => {
    const net = await blobNet({ epsilon: 0.4 });
    net.compile({ loss: "trades_kl.2", learningRate: 0, metrics: ["vra"] });
    const { history } = await net.fit(x, y, {
      epochs: 2,
      validationData: { x, y },
      callbacks: [new EpsilonScheduler("[5]", { testValue: 0.3 }), new TradesScheduler("linear")],
    });
    net.epsilon = 0.3;
    const evaluated = await net.evaluate(x, y);
    for (const name of ["loss", "vra"])
      for (const value of history[`val_${name}`]!)
        assertClose([value], [evaluated[name]!], 1e-6, name);
    await net.dispose();
  });

  it("refuse a λ for a loss without one", async () => {
    const net = await blobNet();
    net.compile({ loss: "crossentropy" });
    await assert.rejects(
      net.fit(x, y, { callbacks: [new TradesScheduler("linear")] }),
      /TradesScheduler schedules the λ of a TRADES loss, and "crossentropy" has none/,
    );
    await net.dispose();
  });
});
