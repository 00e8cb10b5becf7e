import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { loadDataSet } from "../../../src/data/loadDataSet.js";
import { inTemporaryFolder } from "../temporaryFolder.js";

type Pixels = readonly number[];

/** Writes a 2 × 3 image; its format is the extension's. */
async function writeImage(path: string, pixels: Pixels, width = 3): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const channels = (pixels.length / 2 / width) as 1 | 2 | 3 | 4;
  const image = sharp(Uint8Array.from(pixels), { raw: { width, height: 2, channels } });
  await (channels < 3 ? image.toColourspace("b-w") : image).toFile(path);
}

const grey = [0, 50, 100, 150, 200, 250];
const colour = Array.from({ length: 18 }, (_, index) => 13 * index);

describe("imageFolders", () => {
  it("reads train and test folders; a label is the place among the sorted names", () =>
    inTemporaryFolder(async (folder) => {
      await writeImage(join(folder, "train/zebra/1.png"), grey);
      await writeImage(join(folder, "train/ape/2.PNG"), [...grey].reverse());
      await writeImage(
        join(folder, "train/ape/1.png"),
        grey.map((value) => value + 1),
      );
      await writeImage(
        join(folder, "test/zebra/1.png"),
        grey.map((value) => value + 2),
      );
      await writeFile(join(folder, "train/ape/notes.txt"), "not an image");
      await writeFile(join(folder, "train/list.txt"), "not a class");
      const data = await loadDataSet(folder, { name: "Animals" });
      assert.deepEqual([data.name, data.inputShape, data.classes], ["Animals", [2, 3, 1], 2]);
      assert.deepEqual(data.classNames, ["ape", "zebra"]);
      assert.deepEqual([...data.train.labels], [0, 0, 1]);
      assert.deepEqual([...data.test.labels], [1]);
      const expected = [...grey.map((value) => value + 1), ...[...grey].reverse(), ...grey];
      assert.deepEqual([...data.train.images], expected);
      assert.deepEqual(
        [...data.test.images],
        grey.map((value) => value + 2),
      );
    }));

  it("holds out some of <class>/*, always the same for a seed", () =>
    inTemporaryFolder(async (folder) => {
      for (let image = 0; image < 20; image++) {
        await writeImage(
          join(folder, image % 2 ? "odd" : "even", `${image}.png`),
          Array(6).fill(image),
        );
      }
      const load = async (seed: number) => {
        const data = await loadDataSet(folder, { testFraction: 0.25, seed });
        assert.deepEqual([data.train.count, data.test.count, data.heldOut], [15, 5, 0.25]);
        for (const { images, labels, count } of [data.train, data.test]) {
          for (let row = 0; row < count; row++) assert.equal(labels[row], images[6 * row]! % 2);
        }
        return [...data.test.images].filter((_, index) => index % 6 === 0);
      };
      assert.deepEqual(await load(1), await load(1));
      assert.notDeepEqual(await load(1), await load(2));
    }));

  it("reads colour, and grey among colour, without transparency", () =>
    inTemporaryFolder(async (folder) => {
      const transparent = grey.flatMap((value) => [value, 128]);
      await writeImage(join(folder, "train/a/1.png"), grey);
      await writeImage(join(folder, "train/a/2.png"), transparent);
      await writeImage(join(folder, "train/b/1.png"), colour);
      await writeImage(join(folder, "test/b/1.png"), colour);
      const data = await loadDataSet(folder);
      const greyAsColour = grey.flatMap((value) => [value, value, value]);
      assert.deepEqual(data.inputShape, [2, 3, 3]);
      assert.deepEqual([...data.train.images], [...greyAsColour, ...greyAsColour, ...colour]);
    }));

  it("reads 16-bit PNG files as bytes", () =>
    inTemporaryFolder(async (folder) => {
      const wide = Uint16Array.from(grey, (value) => 257 * value);
      for (const name of ["a", "b"]) {
        await mkdir(join(folder, name));
        await sharp(wide, { raw: { width: 3, height: 2, channels: 1 } })
          .toColourspace("grey16")
          .toFile(join(folder, name, "1.png"));
      }
      const data = await loadDataSet(folder);
      assert.deepEqual([...data.train.images], grey);
    }));

  it("reads JPEG files, near what was written", () =>
    inTemporaryFolder(async (folder) => {
      for (const file of ["a/1.jpg", "b/1.jpeg"]) {
        await mkdir(join(folder, dirname(file)));
        const flat = {
          width: 16,
          height: 16,
          channels: 3,
          background: { r: 200, g: 100, b: 50 },
        } as const;
        await sharp({ create: flat }).jpeg({ quality: 95 }).toFile(join(folder, file));
      }
      const { inputShape, train } = await loadDataSet(folder);
      assert.deepEqual(inputShape, [16, 16, 3]);
      [...train.images].forEach((value, index) => {
        assert.ok(Math.abs(value - [200, 100, 50][index % 3]!) <= 3, `value ${index}: ${value}`);
      });
    }));

  it("names the image that has another size, is cut short, or is none", () =>
    inTemporaryFolder(async (folder) => {
      await writeImage(join(folder, "a/1.png"), colour);
      const other = join(folder, "b/1.png");
      await writeImage(other, [1, 2, 3, 4], 2);
      await assert.rejects(
        loadDataSet(folder),
        /b\/1.png has 2 × 2 pixels, the first image has 2 × 3/,
      );
      await writeImage(other, [...grey, 1, 2], 4);
      await assert.rejects(loadDataSet(folder), /b\/1.png has more pixels than the first image/);
      const noisy = Uint8Array.from({ length: 3072 }, (_, index) => (index * index * 7) >> 3);
      const png = await sharp(noisy, { raw: { width: 32, height: 32, channels: 3 } })
        .png()
        .toBuffer();
      await writeFile(join(folder, "a/1.png"), png);
      await writeFile(other, png.subarray(0, 900));
      await assert.rejects(loadDataSet(folder), /b\/1.png cannot be read as an image/);
      await writeFile(other, "<svg width='32' height='32' xmlns='http://www.w3.org/2000/svg'/>");
      await assert.rejects(loadDataSet(folder), /b\/1.png .* neither a PNG nor a JPEG/);
    }));

  it("refuses a test class without training images", () =>
    inTemporaryFolder(async (folder) => {
      await writeImage(join(folder, "train/a/1.png"), grey);
      await writeImage(join(folder, "test/b/1.png"), grey);
      await assert.rejects(
        loadDataSet(folder),
        /The class "b" of .* has no images in .*classes are a/,
      );
    }));
});
