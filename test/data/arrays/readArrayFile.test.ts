import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readArrayFile } from "../../../src/data/arrays/readArrayFile.js";
import { counting, idxFile, npyFile } from "../arrayFiles.js";
import { inTemporaryFolder } from "../temporaryFolder.js";

async function read(bytes: Uint8Array) {
  let array: Awaited<ReturnType<typeof readArrayFile>> | undefined;
  await inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, "file"), bytes);
    array = await readArrayFile(join(folder, "file"));
  });
  return array!;
}

describe("readArrayFile", () => {
  const idx = idxFile([3, 100], Buffer.alloc(300, "seven dwarfs"));

  it("reads IDX and NumPy files, plain and gzipped", async () => {
    const npy = npyFile("|u1", [3, 100], idx.subarray(12));
    for (const bytes of [idx, gzipSync(idx), npy, gzipSync(npy)]) {
      const array = await read(bytes);
      assert.deepEqual(array.shape, [3, 100]);
      assert.deepEqual([...array.values], [...idx.subarray(12)]);
    }
  });

  it("says how many bytes gzipped data cut short should have", async () => {
    const data = Uint8Array.from({ length: 30000 }, (_, index) => (index * index * 31) >> 7);
    const zipped = gzipSync(idxFile([30000], data));
    for (const part of [0.1, 0.5, 0.9]) {
      await assert.rejects(
        read(zipped.subarray(0, Math.floor(part * zipped.length))),
        /so 30008 bytes were expected; \d+ were found/,
        `${part} of the file`,
      );
    }
  });

  it("stops decompressing where the header's claim ends", async () => {
    const bomb = gzipSync(Buffer.concat([idxFile([10], counting(10)), Buffer.alloc(5e7)]));
    await assert.rejects(read(bomb), /cannot be decompressed: .*larger than 18 bytes/);
  });

  it("refuses a claim that the compressed bytes cannot hold", async () => {
    const hostile = gzipSync(idxFile([2 ** 31, 28, 28], counting(100)));
    await assert.rejects(read(hostile), /claims 1683627180048 bytes, more than its \d+ compressed/);
  });

  it("refuses gzipped data that is damaged", async () => {
    const zipped = gzipSync(idx);
    const checksum = zipped.length - 8;
    zipped[checksum]! ^= 1;
    await assert.rejects(read(zipped), { name: "GloroError", message: /cannot be decompressed/ });
  });
});
