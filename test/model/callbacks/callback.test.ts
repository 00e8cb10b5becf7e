import assert from "node:assert/strict";
import type { Callback } from "../../../src/model/callbacks/index.js";
import { UpdatePowerIterates } from "../../../src/model/callbacks/index.js";
import { blobNet, blobs } from "../blobs.js";

const { x, y } = blobs(20);
const moments = [
  "onTrainBegin",
  "onEpochBegin",
  "onBatchBegin",
  "onBatchEnd",
  "onTestBegin",
  "onTestEnd",
  "onEpochEnd",
  "onTrainEnd",
] as const;

/** Writes down each moment. */
function recording(called: string[], name: string): Callback {
  return Object.fromEntries(
    moments.map((moment) => [
      moment,
      async ({ epoch, step }: { epoch: number; step: number }) => {
        await Promise.resolve();
        called.push(`${name} ${moment} ${epoch}.${step}`);
      },
    ]),
  );
}

describe("callbacks", () => {
  it("are awaited in order, at each moment", async () => {
    const net = await blobNet();
    net.compile({ loss: "crossentropy" });
    const called: string[] = [];
    await net.fit(x, y, {
      epochs: 2,
      batchSize: 10,
      validationData: { x, y },
      callbacks: [recording(called, "a"), recording(called, "b")],
    });
    const epoch = (e: number) => [
      `onEpochBegin ${e}.0`,
      ...[0, 1].flatMap((step) => [`onBatchBegin ${e}.${step}`, `onBatchEnd ${e}.${step}`]),
      `onTestBegin ${e}.2`,
      `onTestEnd ${e}.2`,
      `onEpochEnd ${e}.2`,
    ];
    const expected = ["onTrainBegin 0.0", ...epoch(0), ...epoch(1), "onTrainEnd 2.2"];
    assert.deepEqual(
      called,
      expected.flatMap((moment) => [`a ${moment}`, `b ${moment}`]),
    );
    await net.dispose();
  });

  it("see what has been logged, and may set what the next steps use", async () => {
    const net = await blobNet();
    net.compile({ loss: "crossentropy", metrics: ["vra"] });
    const seen: unknown[] = [];
    const before = await net.weights();
    await net.fit(x, y, {
      batchSize: 10,
      validationData: { x, y },
      callbacks: [
        {
          onTrainBegin: ({ stepValues }) => {
            stepValues.learningRate = 0;
          },
          onBatchEnd: ({ logs }) => void seen.push(Object.keys(logs)),
          onEpochEnd: ({ logs, net: same }) => {
            seen.push(Object.keys(logs));
            assert.equal(same, net);
          },
        },
      ],
    });
    const step = ["loss", "vra"];
    assert.deepEqual(seen, [step, step, [...step, "val_loss", "val_vra"]]);
    assert.deepEqual(await net.weights(), before, "a learning rate of 0");
    assert.equal(net.learningRate, 1e-3, "the net's own stays");
    await net.dispose();
  });

  it("end the training in mid-epoch, which is closed as usual", async () => {
    const net = await blobNet();
    net.compile({ loss: "crossentropy" });
    const called: string[] = [];
    const { epoch, history } = await net.fit(x, y, {
      epochs: 5,
      batchSize: 5,
      validationData: { x, y },
      callbacks: [
        recording(called, "a"),
        {
          onBatchEnd: ({ epoch, step, stop }) => {
            if (epoch === 1 && step === 2) stop();
          },
        },
      ],
    });
    assert.deepEqual(epoch, [0, 1]);
    assert.equal(history["val_loss"]!.length, 2);
    assert.deepEqual(called.slice(-5), [
      "a onBatchEnd 1.2",
      "a onTestBegin 1.3",
      "a onTestEnd 1.3",
      "a onEpochEnd 1.3",
      "a onTrainEnd 2.3",
    ]);
    await net.dispose();
  });

  it("settle the iterates once, by fit's own callback or by the one given", async () => {
    const settled: (number | undefined)[] = [];
    const net = await blobNet();
    net.compile({ loss: "crossentropy" });
    const refresh = net.refreshIterates.bind(net);
    net.refreshIterates = (options) => {
      settled.push(options?.tolerance);
      return refresh(options);
    };
    await net.fit(x, y);
    assert.deepEqual(settled.splice(0), [1e-2, 1e-4]);
    const callbacks = [new UpdatePowerIterates({ tolerance: 0.5, initialTolerance: 0.6 })];
    await net.fit(x, y, { callbacks, validationData: { x, y } });
    assert.deepEqual(settled.splice(0), [0.6, 0.5, 0.5]);
    await net.fit(x, y, { updateIterates: false });
    assert.deepEqual(settled, []);
    await net.dispose();
  });
});
