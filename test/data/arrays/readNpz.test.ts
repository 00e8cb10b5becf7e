import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { zipSync } from "fflate";
import { decodeArray } from "../../../src/data/arrays/decodeArray.js";
import { readNpz } from "../../../src/data/arrays/readNpz.js";
import { counting, npyFile } from "../arrayFiles.js";
import { inTemporaryFolder } from "../temporaryFolder.js";

const x = npyFile("|u1", [3, 4], counting(12));
const y = npyFile("|u1", [3], counting(3));
const centralHeader = Buffer.from("PK\x01\x02", "latin1");

/** Changes the first entry of an archive's directory. */
function patchDirectory(zip: Uint8Array, patch: (zip: Buffer, entry: number) => void): Buffer {
  const patched = Buffer.from(zip);
  patch(patched, patched.indexOf(centralHeader));
  return patched;
}

async function npzWith(bytes: Uint8Array, test: (path: string) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const path = join(folder, "data.npz");
    await writeFile(path, bytes);
    await test(path);
  });
}

describe("readNpz", () => {
  for (const [how, level] of [
    ["stored", 0],
    ["compressed", 9],
  ] as const) {
    it(`reads members that are ${how}`, () =>
      npzWith(
        zipSync({ "x.npy": x, "y.npy": y, "note.txt": counting(9) }, { level }),
        async (path) => {
          const npz = await readNpz(path);
          assert.deepEqual(npz.names, ["x", "y"]);
          assert.deepEqual([...npz.member("x")], [...x]);
          assert.deepEqual([...npz.member("y")], [...y]);
          assert.throws(() => npz.member("z"), /has no array "z"/);
        },
      ));

    it(`refuses ${how} members that claim a terabyte, before it takes the memory`, () => {
      const zip = patchDirectory(zipSync({ "x.npy": x }, { level }), (bytes, entry) => {
        bytes.writeUInt32LE(2 ** 32 - 2, entry + 24);
      });
      return npzWith(zip, async (path) => {
        const npz = await readNpz(path);
        assert.throws(() => npz.member("x"), /claims 4294967294 bytes for "x.npy", more than/);
      });
    });
  }

  it("reads what NumPy wrote", async () => {
    const npz = await readNpz(join(import.meta.dirname, "../fixtures/writtenByNumpy.npz"));
    const images = decodeArray(npz.member("x"), "x");
    const labels = decodeArray(npz.member("y"), "y");
    assert.deepEqual([images.shape, images.kind], [[16, 5], "float"]);
    assert.deepEqual([labels.shape, labels.kind], [[16], "integer"]);
    assert.ok(images.values.every((value) => value >= 0 && value <= 1));
  });

  it("gives no more bytes than the directory claims", () => {
    const zip = patchDirectory(zipSync({ "x.npy": x }, { level: 9 }), (bytes, entry) => {
      bytes.writeUInt32LE(x.length - 5, entry + 24);
    });
    return npzWith(zip, async (path) => {
      const member = (await readNpz(path)).member("x");
      assert.equal(member.length, x.length - 5);
      assert.throws(() => decodeArray(member, "x"), /bytes were expected/);
    });
  });

  it("refuses two members of one name", () => {
    const zip = Buffer.from(zipSync({ "x.npy": x, "y.npy": y }));
    for (let at = zip.indexOf("y.npy"); at >= 0; at = zip.indexOf("y.npy")) zip.write("x", at);
    return npzWith(zip, async (path) => {
      const npz = await readNpz(path);
      assert.throws(() => npz.member("x"), /holds "x.npy" more than once/);
    });
  });

  it("refuses an archive cut short, at every length", () =>
    inTemporaryFolder(async (folder) => {
      const zip = zipSync({ "x.npy": x });
      const path = join(folder, "data.npz");
      for (let length = 0; length < zip.length; length += 7) {
        await writeFile(path, zip.subarray(0, length));
        await assert.rejects(
          readNpz(path),
          {
            name: "GloroError",
            message: new RegExp(`\\(${length} bytes\\) is broken or cut short`),
          },
          `${length} bytes`,
        );
      }
    }));

  it("names a file that is not there", async () => {
    await assert.rejects(readNpz("/nowhere/data.npz"), /There is no file \/nowhere\/data.npz/);
  });
});
