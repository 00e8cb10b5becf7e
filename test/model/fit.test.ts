import assert from "node:assert/strict";
import { parseAugmentation } from "../../src/data/augmentation/parseAugmentation.js";
import { trainingBatches } from "../../src/data/batches/trainingBatches.js";
import { DivergedError } from "../../src/gloro/programs/index.js";
import type { FitProgress, History } from "../../src/model/fit.js";
import type { GloroNet } from "../../src/model/gloroNet.js";
import { assertSameTensors } from "../engine/assertSame.js";
import { randomValues } from "../gloro/random.js";
import { blobNet, blobs } from "./blobs.js";

const loss = "sparse_crossentropy";
const metrics = ["clean_acc", "vra", "rejectionRate"];
const { x, y } = blobs(50);

describe("GloroNet.fit", () => {
  let net: GloroNet;
  beforeEach(async () => {
    net = await blobNet();
    net.compile({ loss, learningRate: 0.02, metrics });
  });
  afterEach(() => net.dispose());

  it("learns to certify a separable problem", async () => {
    const before = await net.evaluate(x, y);
    const { epoch, history } = await net.fit(x, y, { epochs: 12, batchSize: 16 });
    const after = await net.evaluate(x, y);
    assert.deepEqual(epoch, [...Array(12).keys()]);
    assert.deepEqual(Object.keys(history), ["loss", ...metrics]);
    for (const values of Object.values(history)) assert.equal(values.length, 12);
    assert.ok(before["vra"]! < 0.7, `VRA ${before["vra"]!} before`);
    assert.ok(after["vra"]! > 0.95, `VRA ${after["vra"]!} after`);
    assert.equal(after["rejectionRate"]! <= 0.05, true);
    assert.ok(history["loss"]!.at(-1)! < 0.5 * history["loss"]![0]!);
  });

  it("does the same for the same seed, and something else for another", async () => {
    const trained = async (seed: number) => {
      const own = await blobNet();
      own.compile({ loss });
      const history = await own.fit(x, y, { epochs: 2, batchSize: 16, seed });
      const weights = await own.weights();
      await own.dispose();
      return { history, weights };
    };
    const first = await trained(1);
    assert.deepEqual(await trained(1), first);
    assert.notDeepEqual((await trained(2)).weights, first.weights);
  });

  it("trains on images augmented as a run's are", async () => {
    const inputShape = [6, 6, 1];
    const split = {
      count: 16,
      images: Float32Array.from(randomValues(16 * 36, 2), Math.abs),
      labels: Int32Array.from({ length: 16 }, (_, i) => i % 3),
    };
    const options = { batchSize: 8, epochs: 2, seed: 4 };
    const layers = ["flatten", { kind: "dense", units: 3 }] as const;
    const trained = async (train: (images: GloroNet) => Promise<History>) => {
      const images = await blobNet({ inputShape, layers });
      images.compile({ loss });
      const history = await train(images);
      const weights = await images.weights();
      await images.dispose();
      return { history, weights };
    };
    const augmented = await trained((net) =>
      net.fit(split, { ...options, augmentation: "crop_flip" }),
    );
    const augmentation = parseAugmentation("crop_flip");
    const assemble = trainingBatches({ ...options, split, inputShape, augmentation });
    const apart = await trained((net) =>
      net.fit(
        (epoch) =>
          [0, 1].map((batch) => {
            const { images, labels } = assemble({ epoch, batch, buffers: undefined });
            return { x: { shape: [8, ...inputShape], data: images }, y: labels };
          }),
        options,
      ),
    );
    assert.deepEqual(augmented, apart);
    const plain = await trained((net) => net.fit(split, options));
    assert.notDeepEqual(augmented.weights, plain.weights);
  });

  it("refuses an augmentation that it cannot apply", async () => {
    for (const [options, message] of [
      [{ augmentation: "flipped" }, /Unknown augmentation "flipped"/],
      [{ augmentation: "standard" }, /needs images of height × width × channels/],
      [{ augmentation: "standard", shuffle: false }, /Only shuffled examples are augmented/],
    ] as const)
      await assert.rejects(net.fit(x, y, options), message);
    const own = [{ x, y }];
    await assert.rejects(net.fit(own, { augmentation: "standard" }), /not augmented/);
  });

  it("goes on after a stop as if there had been none", async () => {
    const options = { epochs: 4, batchSize: 16, validationData: { x, y } };
    const straight = await net.fit(x, y, options);
    const other = await blobNet();
    other.compile({ loss, learningRate: 0.02, metrics });
    const first = await other.fit(x, y, {
      ...options,
      callbacks: [
        {
          onEpochEnd: ({ epoch, stop }) => {
            if (epoch === 1) stop();
          },
        },
      ],
    });
    assert.deepEqual(first.epoch, [0, 1]);
    const rest = await other.fit(x, y, { ...options, initialEpoch: 2 });
    assert.deepEqual(rest.epoch, [2, 3]);
    for (const [name, values] of Object.entries(straight.history))
      assert.deepEqual([...first.history[name]!, ...rest.history[name]!], values, name);
    assertSameTensors(await other.weights(), await net.weights(), "weights", 0);
    await other.dispose();
  });

  it("throws a signal's reason before the next step, and can be called again", async () => {
    const controller = new AbortController();
    let steps = 0;
    const aborted = net.fit(x, y, {
      epochs: 5,
      batchSize: 16,
      signal: controller.signal,
      onProgress: () => {
        steps += 1;
        if (steps === 6) controller.abort(new Error("enough"));
      },
    });
    await assert.rejects(aborted, { message: "enough" });
    assert.equal(steps, 6);
    await assert.rejects(net.fit(x, y, { signal: controller.signal }), { message: "enough" });
    const { epoch } = await net.fit(x, y, { epochs: 1 });
    assert.deepEqual(epoch, [0]);
  });

  it("validates with the numbers that evaluate gives", async () => {
    const test = blobs(80);
    const { history } = await net.fit(x, y, {
      epochs: 2,
      batchSize: 16,
      validationData: { x: test.x, y: test.y },
    });
    const evaluated = await net.evaluate(test.x, test.y, { batchSize: 16 });
    for (const [name, value] of Object.entries(evaluated))
      assert.equal(history[`val_${name}`]!.at(-1), value, name);
    assert.ok(history["val_loss"]![0]! > history["val_loss"]![1]!);
  });

  it("keeps the last examples for validation", async () => {
    const labels = y.map((label, i) => (i < 40 ? label : (label + 1) % 3));
    const { history } = await net.fit(x, labels, { epochs: 15, validationSplit: 0.2 });
    assert.ok(history["clean_acc"]!.at(-1)! > 0.95);
    assert.equal(history["val_clean_acc"]!.at(-1), 0, "the last labels are wrong, and unseen");
    await assert.rejects(net.fit(x, y, { validationSplit: 1 }), /examples on both sides/);
  });

  it("takes one-hot rows, splits, data sets and batches of one's own alike", async () => {
    const oneHot = y.map((label) => [0, 1, 2].map((i) => (i === label ? 1 : 0)));
    const split = {
      count: 50,
      images: Float32Array.from(x.flat()),
      labels: Int32Array.from(y),
    };
    const dataSet = { name: "blobs", inputShape: [2], classes: 3, train: split, test: split };
    const batches = [0, 16, 32, 48].map((start) => ({
      x: x.slice(start, start + 16),
      y: y.slice(start, start + 16),
    }));
    const options = { epochs: 2, batchSize: 16, shuffle: false };
    const ways: Record<string, (net: GloroNet) => Promise<History>> = {
      indices: (each) => each.fit(x, y, options),
      oneHot: (each) => each.fit(x, oneHot, options),
      split: (each) => each.fit(split, options),
      dataSet: (each) => each.fit(dataSet, options),
      batches: (each) => each.fit(batches, options),
      makesBatches: (each) => each.fit(() => batches.values(), options),
    };
    const histories = [];
    for (const way of Object.values(ways)) {
      const each = await blobNet();
      each.compile({ loss, metrics });
      histories.push(await way(each));
      await each.dispose();
    }
    for (const [i, history] of histories.entries())
      assert.deepEqual(history, histories[0], Object.keys(ways)[i]);
    await assert.rejects(net.fit(batches.values(), options), /Epoch 2 had no batch/);
    await assert.rejects(
      net.fit(batches, { batchSize: 8 }),
      /16 examples, more than the batchSize/,
    );
  });

  it("tells of a loss that is not finite, and keeps the weights from before that step", async () => {
    const bad = x.map((row, i) => (i === 20 ? [NaN, 0] : row));
    const finite = await blobNet();
    finite.compile({ loss, learningRate: 0.02, metrics });
    await finite.fit(x.slice(0, 16), y.slice(0, 16), { batchSize: 16, shuffle: false });
    await assert.rejects(net.fit(bad, y, { batchSize: 16, shuffle: false }), (error) => {
      assert.ok(error instanceof DivergedError);
      assert.match(error.message, /^The loss is not a finite number in epoch 1, step 2;/);
      return true;
    });
    assertSameTensors(await net.weights(), await finite.weights(), "weights", 0);
    await finite.dispose();
  });

  it("reports each step, and starts the means of an epoch anew", async () => {
    const reports: FitProgress[] = [];
    await net.fit(x, y, { epochs: 2, batchSize: 16, onProgress: (report) => reports.push(report) });
    assert.deepEqual(
      reports.map(({ epoch, step, stepsPerEpoch }) => [epoch, step, stepsPerEpoch]),
      [0, 1].flatMap((epoch) => [1, 2, 3, 4].map((step) => [epoch, step, 4])),
    );
    assert.deepEqual(Object.keys(reports[0]!.logs), ["loss", ...metrics]);
  });

  it("refuses what it cannot do in a sentence", async () => {
    const other = await blobNet();
    await assert.rejects(other.fit(x, y), /Compile the net first/);
    await other.dispose();
    const running = net.fit(x, y, { epochs: 2 });
    await assert.rejects(net.fit(x, y), /being trained already/);
    await assert.rejects(net.freeze(), /being trained/);
    assert.throws(() => {
      net.compile({ loss });
    }, /being trained/);
    await running;
    await assert.rejects(net.fit(x, y, { epochs: 1.5 }), /epochs and initialEpoch/);
    for (const [options, message] of [
      [{ loss: "hinge" }, /Unknown loss "hinge"/],
      [{ loss, metrics: ["accuracy"] }, /Unknown metric "accuracy"/],
      [{ loss, optimizer: "lion" }, /Unknown optimizer "lion"/],
      [{ loss, learningRate: -1 }, /learningRate must be/],
    ] as const)
      assert.throws(() => {
        net.compile(options);
      }, message);
  });

  it("starts a new optimizer anew when it is compiled again", async () => {
    const options = { batchSize: 16, shuffle: false };
    await net.fit(x, y, options);
    const weights = await net.weights();
    net.compile({ loss, learningRate: 0.02, metrics });
    await net.fit(x, y, options);
    const fresh = await blobNet({ weights });
    fresh.compile({ loss, learningRate: 0.02, metrics });
    await fresh.refreshIterates({ tolerance: 1e-7 });
    await fresh.fit(x, y, options);
    assertSameTensors(await net.weights(), await fresh.weights(), "weights", 1e-4);
    await fresh.dispose();
  });
});
