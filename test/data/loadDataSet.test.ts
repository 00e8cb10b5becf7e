import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { loadDataSet, loadTestData } from "../../src/data/loadDataSet.js";
import { bytesOf, counting, idxFile, npyFile } from "./arrayFiles.js";
import { inTemporaryFolder } from "./temporaryFolder.js";

/** Images `N × 2 × 2` whose every pixel is the example's number, with labels 0, 1, 2, 0, ... */
function exampleArrays(count: number) {
  const images = Uint8Array.from({ length: 4 * count }, (_, index) => index >> 2);
  const labels = Uint8Array.from({ length: count }, (_, index) => index % 3);
  return { images: npyFile("|u1", [count, 2, 2], images), labels: npyFile("|u1", [count], labels) };
}

describe("loadDataSet", () => {
  it("loads MNIST with its known facts", async () => {
    const mnist = await loadDataSet("mnist");
    assert.deepEqual([mnist.name, mnist.inputShape, mnist.classes], ["MNIST", [28, 28, 1], 10]);
    assert.deepEqual([mnist.train.count, mnist.test.count], [60000, 10000]);
    assert.deepEqual([...mnist.train.labels.subarray(0, 5)], [5, 0, 4, 1, 9]);
    assert.equal(mnist.test.labels[0], 7);
    let sum = 0;
    for (const pixel of mnist.train.images) sum += pixel;
    assert.equal((sum / 255 / mnist.train.images.length).toFixed(4), "0.1307");
    assert.equal(mnist.heldOut, undefined);
    assert.ok(mnist.train.images.buffer instanceof SharedArrayBuffer);
  });

  it("loads a folder of IDX files, plain or gzipped, relative to the base folder", () =>
    inTemporaryFolder(async (baseFolder) => {
      const folder = join(baseFolder, "digits");
      await mkdir(folder);
      const write = (name: string, bytes: Uint8Array) => writeFile(join(folder, name), bytes);
      await write("train-images-idx3-ubyte.gz", gzipSync(idxFile([3, 2, 2], counting(12))));
      await write("train-labels-idx1-ubyte", idxFile([3], Uint8Array.of(0, 1, 0)));
      await write("t10k-images-idx3-ubyte", idxFile([1, 2, 2], Uint8Array.of(9, 8, 7, 6)));
      await write("t10k-labels-idx1-ubyte.gz", gzipSync(idxFile([1], Uint8Array.of(1))));
      const data = await loadDataSet("digits", { baseFolder });
      assert.deepEqual([data.name, data.inputShape, data.classes], ["digits", [2, 2, 1], 2]);
      assert.deepEqual([...data.train.images], [...counting(12)]);
      assert.deepEqual([...data.train.labels], [0, 1, 0]);
      assert.deepEqual([...data.test.images], [9, 8, 7, 6]);
    }));

  it("loads .npz files and .npy folders with train and test arrays", () =>
    inTemporaryFolder(async (folder) => {
      const files = {
        "x_train.npy": npyFile("<f4", [2, 3], bytesOf(Float32Array.of(0, 0.5, 1, 1, 0, 0.25))),
        "y_train.npy": npyFile("<i8", [2], bytesOf(BigInt64Array.of(1n, 0n))),
        "x_test.npy": npyFile("<f8", [1, 3], bytesOf(Float64Array.of(0.125, 0, 1))),
        "y_test.npy": npyFile("|u1", [1], counting(1)),
      };
      await writeFile(join(folder, "data.npz"), zipSync(files));
      await mkdir(join(folder, "arrays"));
      for (const [name, bytes] of Object.entries(files)) {
        await writeFile(join(folder, "arrays", name), bytes);
      }
      for (const source of ["data.npz", "arrays"]) {
        const data = await loadDataSet(source, { baseFolder: folder });
        assert.deepEqual(
          [data.inputShape, data.classes, data.heldOut],
          [[3], 2, undefined],
          source,
        );
        assert.deepEqual([...data.train.images], [0, 0.5, 1, 1, 0, 0.25]);
        assert.deepEqual([...data.train.labels], [1, 0]);
        assert.deepEqual([...data.test.images], [0.125, 0, 1]);
      }
    }));

  it("takes all of a source with one split to test on, and else the test split", () =>
    inTemporaryFolder(async (folder) => {
      const { images, labels } = exampleArrays(40);
      await writeFile(join(folder, "one.npz"), zipSync({ "x.npy": images, "y.npy": labels }));
      const { test, classes } = await loadTestData("one.npz", { baseFolder: folder });
      assert.deepEqual([test.count, classes], [40, 3]);
      assert.deepEqual(
        [...test.labels],
        [...counting(40)].map((example) => example % 3),
      );
      assert.equal((await loadTestData("mnist")).test.count, 10_000);
    }));

  it("holds out a seeded tenth of a source with one split, losing no example", () =>
    inTemporaryFolder(async (folder) => {
      const { images, labels } = exampleArrays(40);
      await writeFile(join(folder, "one.npz"), zipSync({ "x.npy": images, "y.npy": labels }));
      const heldOut = async (seed?: number) => {
        const options = seed === undefined ? {} : { seed };
        const data = await loadDataSet("one.npz", { baseFolder: folder, ...options });
        assert.deepEqual([data.train.count, data.test.count, data.heldOut], [36, 4, 0.1]);
        const seen = [data.train, data.test].map(({ images, labels, count }) =>
          Array.from({ length: count }, (_, row) => {
            const example = images[4 * row]!;
            assert.equal(labels[row], example % 3, `example ${example}`);
            return example;
          }),
        );
        assert.deepEqual(
          seen.flat().sort((a, b) => a - b),
          [...counting(40)],
        );
        return seen[1]!;
      };
      assert.deepEqual(await heldOut(), await heldOut(0));
      assert.notDeepEqual(await heldOut(0), await heldOut(1));
    }));

  it("loads files named one by one", () =>
    inTemporaryFolder(async (baseFolder) => {
      const { images, labels } = exampleArrays(6);
      await writeFile(join(baseFolder, "i.npy"), images);
      await writeFile(join(baseFolder, "l.npy"), labels);
      const pair = { images: "i.npy", labels: "l.npy" };
      const both = await loadDataSet({ train: pair, test: pair }, { baseFolder, name: "Pairs" });
      assert.deepEqual([both.name, both.train.count, both.test.count], ["Pairs", 6, 6]);
      const one = await loadDataSet({ train: pair }, { baseFolder, testFraction: 0.5 });
      assert.deepEqual([one.train.count, one.test.count, one.heldOut], [3, 3, 0.5]);
      const missing = { images: "i.npy", labels: "none.npy" };
      await assert.rejects(
        loadDataSet({ train: missing }, { baseFolder }),
        /There is no file .*none.npy/,
      );
    }));

  it("refuses counts, shapes, labels and fractions that do not fit", () =>
    inTemporaryFolder(async (baseFolder) => {
      const six = exampleArrays(6);
      const five = exampleArrays(5);
      await writeFile(join(baseFolder, "six.npy"), six.images);
      await writeFile(join(baseFolder, "sixLabels.npy"), six.labels);
      await writeFile(join(baseFolder, "fiveLabels.npy"), five.labels);
      await writeFile(join(baseFolder, "flat.npy"), npyFile("|u1", [6, 4], counting(24)));
      const train = { images: "six.npy", labels: "sixLabels.npy" };
      const load = (source: Parameters<typeof loadDataSet>[0], options = {}) =>
        loadDataSet(source, { baseFolder, ...options });
      await assert.rejects(
        load({ train: { ...train, labels: "fiveLabels.npy" } }),
        /There are 6 train images of .* but 5 labels/,
      );
      await assert.rejects(
        load({ train, test: { ...train, images: "flat.npy" } }),
        /training images of 2 × 2 × 1 and test images of 4/,
      );
      await assert.rejects(
        load({ train }, { classes: 2 }),
        /Example 2 of the train images .* has the label 2; with 2 classes, labels run from 0 to 1/,
      );
      for (const testFraction of [0, 1, NaN]) {
        await assert.rejects(load({ train }, { testFraction }), /testFraction must lie between/);
      }
      assert.equal((await load({ train }, { classes: 7 })).classes, 7);
    }));

  it("says what it looked for where it finds nothing", () =>
    inTemporaryFolder(async (baseFolder) => {
      await assert.rejects(loadDataSet("cats", { baseFolder }), {
        name: "GloroError",
        message:
          /There is no .*\/cats\. A data set is the word mnist; a \.npz file .*train\/<class>\//,
      });
      await assert.rejects(loadDataSet(".", { baseFolder }), /holds no data set/);
      await writeFile(join(baseFolder, "z.npz"), zipSync({ "data.npy": counting(3) }));
      await assert.rejects(
        loadDataSet("z.npz", { baseFolder }),
        /holds the arrays data; x_train, .* are expected/,
      );
    }));
});
