import assert from "node:assert/strict";
import type { Worker } from "node:worker_threads";
import { parseAugmentation } from "../../src/data/augmentation/parseAugmentation.js";
import { batchBuffers, type OwnedBatch } from "../../src/data/batches/batchBuffers.js";
import { trainingBatches } from "../../src/data/batches/trainingBatches.js";
import { createLoader, type Loader, type LoaderOptions } from "../../src/data/createLoader.js";
import type { Batch } from "../../src/data/dataSet.js";
import { startBatchWorker } from "../../src/data/startBatchWorker.js";
import { exampleShape, exampleSplit } from "./batches/exampleSplit.js";

const options: LoaderOptions = {
  split: exampleSplit(10),
  inputShape: exampleShape,
  batchSize: 4,
  seed: 7,
  augmentation: parseAugmentation("rs.0.1"),
};

async function withLoader(
  changes: Partial<LoaderOptions>,
  test: (loader: Loader, worker: Worker) => Promise<void>,
): Promise<void> {
  const workers: Worker[] = [];
  const loader = createLoader({ ...options, ...changes }, (job) => {
    workers.push(startBatchWorker(job));
    return workers[0]!;
  });
  try {
    await test(loader, workers[0]!);
  } finally {
    await loader.dispose();
  }
}

/** What a batch says, as a copy that outlives its memory. */
function read({ images, labels, weights, count }: Batch) {
  return { images: [...images], labels: [...labels], weights: [...weights], count };
}

async function readEpoch(loader: Loader, epoch: number, fromBatch = 0) {
  const batches = [];
  for await (const batch of loader.epoch(epoch, fromBatch)) {
    batches.push(read(batch));
    loader.recycle(batch);
  }
  return batches;
}

describe("createLoader", () => {
  it("gives every example once an epoch, and padding of weight 0", () =>
    withLoader({ augmentation: parseAugmentation("none") }, async (loader) => {
      assert.equal(loader.batchesPerEpoch, 3);
      const seen = [];
      for (const { images, labels, weights, count } of await readEpoch(loader, 0)) {
        assert.deepEqual(
          weights,
          [0, 1, 2, 3].map((row) => Number(row < count)),
        );
        for (let row = 0; row < 4; row++) {
          const example = row < count ? labels[row]! : labels[0]!;
          assert.equal(labels[row], example);
          assert.equal(images[2 * row], Math.fround(example / 255), `row ${row}`);
          if (row < count) seen.push(example);
        }
      }
      assert.notDeepEqual(seen, [...Array(10).keys()]);
      assert.deepEqual(
        seen.sort((a, b) => a - b),
        [...Array(10).keys()],
      );
    }));

  it("gives the same batches for a seed and epoch, others for another", () =>
    withLoader({}, async (loader) => {
      const first = await readEpoch(loader, 0);
      const second = await readEpoch(loader, 1);
      assert.deepEqual(await readEpoch(loader, 0), first);
      const order = (epoch: typeof first) => epoch.flatMap(({ labels }) => labels);
      assert.notDeepEqual(order(second), order(first));
      await withLoader({ prefetch: 1 }, async (same) => {
        assert.deepEqual(await readEpoch(same, 1), second);
      });
      await withLoader({ seed: 8 }, async (other) => {
        assert.notDeepEqual(await readEpoch(other, 0), first);
      });
    }));

  it("goes on from the middle of an epoch as if it had never stopped", () =>
    withLoader({}, async (loader) => {
      const whole = await readEpoch(loader, 5);
      for (const fromBatch of [0, 1, 2, 3]) {
        await withLoader({}, async (resumed) => {
          assert.deepEqual(await readEpoch(resumed, 5, fromBatch), whole.slice(fromBatch));
        });
      }
      assert.throws(() => loader.epoch(5, 4), /Batch 4 was asked for; an epoch has 3/);
    }));

  it("augments an example alike whatever the batch size", () =>
    withLoader({}, async (loader) => {
      const rows = async (from: Loader) => {
        const images = new Map<number, number[]>();
        for (const batch of await readEpoch(from, 2)) {
          for (let row = 0; row < batch.count; row++) {
            images.set(batch.labels[row]!, batch.images.slice(2 * row, 2 * row + 2));
          }
        }
        return new Map([...images].sort(([a], [b]) => a - b));
      };
      await withLoader({ batchSize: 3 }, async (other) => {
        assert.deepEqual(await rows(other), await rows(loader));
      });
    }));

  it("gives what the same job gives on this thread, in recycled memory too", () =>
    withLoader({}, async (loader) => {
      const assemble = trainingBatches(options);
      for (let epoch = 0; epoch < 3; epoch++) {
        const expected = [0, 1, 2].map((batch) => {
          const buffers = batchBuffers(4, 2);
          for (const used of [buffers.images, buffers.labels, buffers.weights]) used.fill(99);
          return read(assemble({ epoch, batch, buffers }));
        });
        assert.deepEqual(await readEpoch(loader, epoch), expected, `epoch ${epoch}`);
      }
    }));

  it("leaves an epoch early without a trace", () =>
    withLoader({ prefetch: 2 }, async (loader) => {
      const whole = await readEpoch(loader, 0);
      for await (const batch of loader.epoch(0)) {
        assert.deepEqual(read(batch), whole[0]);
        break;
      }
      assert.deepEqual(await readEpoch(loader, 0), whole);
    }));

  it("survives a batch that is recycled again, at once or after it was filled anew", () =>
    withLoader({ prefetch: 1 }, async (loader) => {
      const expected = await readEpoch(loader, 1);
      const taken: OwnedBatch[] = [];
      for await (const batch of loader.epoch(0)) {
        for (const old of [batch, batch, ...taken]) loader.recycle(old);
        taken.push(batch);
      }
      for (const old of taken) loader.recycle(old);
      assert.deepEqual(await readEpoch(loader, 1), expected);
    }));

  it("asks for no more than prefetch batches ahead", () =>
    withLoader({ split: exampleSplit(100), batchSize: 1, prefetch: 3 }, async (loader, worker) => {
      let assembled = 0;
      worker.on("message", () => assembled++);
      const batches = loader.epoch(0);
      for (let taken = 1; taken <= 5; taken++) {
        await batches.next();
        // What was asked for later is answered later: a second loader's turn of messages is enough.
        await withLoader({}, async (other) => {
          await readEpoch(other, 0);
        });
        assert.equal(assembled, taken + 3);
      }
      await batches.return?.();
    }));

  it("rejects pending and later batches when the worker ends", () =>
    withLoader({}, async (loader, worker) => {
      const batches = loader.epoch(0);
      await batches.next();
      const pending = loader.epoch(1).next();
      const settled = assert.rejects(pending, /The batch worker ended \(exit code 1\)/);
      await worker.terminate();
      await settled;
      for (let call = 0; call < 5; call++) await assert.rejects(batches.next(), /worker ended/);
      await assert.rejects(readEpoch(loader, 2), /worker ended/);
    }));

  it("rejects with the reason when the worker fails", () =>
    withLoader({}, async (loader, worker) => {
      const pending = assert.rejects(loader.epoch(0).next(), /The batch worker failed: .+/);
      worker.postMessage(null);
      await pending.catch(async () => {
        // The first batch may have been answered before; then the next one is not.
        await assert.rejects(readEpoch(loader, 1), /The batch worker failed: .+/);
      });
      await assert.rejects(loader.epoch(1).next(), /The batch worker failed: .+/);
    }));

  it("rejects after dispose, which may be called twice", () =>
    withLoader({}, async (loader) => {
      const batches = loader.epoch(0);
      const pending = assert.rejects(batches.next(), /loader of training batches was closed/);
      await loader.dispose();
      await loader.dispose();
      await pending;
      await assert.rejects(batches.next(), /was closed/);
    }));

  it("refuses options that do not fit before it starts a thread", () => {
    const start = () => assert.fail("a thread was started");
    assert.throws(() => createLoader({ ...options, inputShape: [3] }, start), /need 30 numbers/);
    assert.throws(() => createLoader({ ...options, batchSize: 0 }, start), /batch size/);
    assert.throws(() => createLoader({ ...options, prefetch: 0 }, start), /prefetch/);
    assert.throws(() => createLoader({ ...options, inputShape: [2] }, start), /needs images/);
  });
});
