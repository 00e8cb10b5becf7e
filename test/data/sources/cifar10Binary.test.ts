import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadDataSet } from "../../../src/data/loadDataSet.js";
import { inTemporaryFolder } from "../temporaryFolder.js";

/** A record whose red, green and blue are 1, 2 and 3, but for one pixel. */
function record(label: number, pixel: number): Buffer {
  const bytes = Buffer.concat([
    Buffer.of(label),
    Buffer.alloc(1024, 1),
    Buffer.alloc(1024, 2),
    Buffer.alloc(1024, 3),
  ]);
  bytes[1 + 1024 + pixel] = 200;
  return bytes;
}

describe("cifar10Binary", () => {
  it("reads the official layout, colour planes into channels last", () =>
    inTemporaryFolder(async (folder) => {
      const batches = join(folder, "cifar-10-batches-bin");
      await mkdir(batches);
      await writeFile(join(batches, "data_batch_2.bin"), record(9, 33));
      await writeFile(
        join(batches, "data_batch_1.bin"),
        Buffer.concat([record(3, 0), record(4, 5)]),
      );
      await writeFile(join(batches, "test_batch.bin"), record(7, 1023));
      await writeFile(join(batches, "readme.html"), "");
      for (const source of [folder, batches]) {
        const data = await loadDataSet(source);
        assert.deepEqual([data.name, data.classes, data.inputShape], ["CIFAR-10", 10, [32, 32, 3]]);
        assert.equal(data.classNames?.[3], "cat");
        assert.deepEqual([...data.train.labels], [3, 4, 9]);
        assert.deepEqual([...data.test.labels], [7]);
        const third = data.train.images.subarray(2 * 3072);
        assert.deepEqual([...third.subarray(0, 3)], [1, 2, 3]);
        assert.deepEqual([...third.subarray(33 * 3, 33 * 3 + 3)], [1, 200, 3]);
        assert.deepEqual([...data.test.images.subarray(3069)], [1, 200, 3]);
        assert.equal(data.heldOut, undefined);
      }
    }));

  it("refuses a file cut short, and labels above 9", () =>
    inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, "test_batch.bin"), record(7, 1));
      for (const length of [0, 3072]) {
        await writeFile(join(folder, "data_batch_1.bin"), record(3, 0).subarray(0, length));
        await assert.rejects(
          loadDataSet(folder),
          new RegExp(
            `data_batch_1.bin is cut short: 3073 bytes were expected .*; ${length} were found`,
          ),
        );
      }
      await writeFile(join(folder, "data_batch_1.bin"), record(10, 0));
      await assert.rejects(
        loadDataSet(folder),
        /Example 0 of the train images .* has the label 10/,
      );
    }));
});
