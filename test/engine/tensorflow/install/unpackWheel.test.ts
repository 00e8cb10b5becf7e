import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { unpackWheel } from "../../../../src/engine/tensorflow/install/unpackWheel.js";
import { GloroError } from "../../../../src/gloro/errors.js";

describe("unpackWheel", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gloro-wheel-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Larger than what is read at once, and not to be compressed away. */
  const large = Uint8Array.from({ length: 3e6 }, (_, index) => Math.imul(index, 0x9e3779b1) >>> 13);
  const members = {
    "tensorflow/large.so": large,
    "tensorflow/stored.txt": [Uint8Array.of(1, 2, 3), { level: 0 }],
    "other/unwanted.txt": Uint8Array.of(4),
    "../outside.txt": Uint8Array.of(5),
  } as const;

  function wheel(bytes: Uint8Array): string {
    const file = join(folder, "some.whl");
    writeFileSync(file, bytes);
    return file;
  }

  const zipped = (): Uint8Array =>
    zipSync({
      ...members,
      "tensorflow/stored.txt": [members["tensorflow/stored.txt"][0], { level: 0 }],
    });
  const wanted = (name: string): boolean => !name.startsWith("other/");

  it("writes the members that are wanted, and none outside of the folder", async () => {
    const target = join(folder, "inner", "target");
    const names = await unpackWheel(wheel(zipped()), target, wanted);
    assert.deepEqual(names.sort(), ["tensorflow/large.so", "tensorflow/stored.txt"]);
    assert.deepEqual(Uint8Array.from(readFileSync(join(target, "tensorflow/large.so"))), large);
    assert.deepEqual([...readFileSync(join(target, "tensorflow/stored.txt"))], [1, 2, 3]);
    assert.ok(!existsSync(join(target, "other")));
    assert.ok(!existsSync(join(folder, "inner", "outside.txt")));
  });

  for (const [what, bytes] of [
    ["a wheel that ends early", zipped().slice(0, zipped().length / 2)],
    ["a file that is no zip file", new TextEncoder().encode("not a zip file at all")],
    ["an empty file", new Uint8Array()],
  ] as const)
    it(`refuses ${what}`, async () => {
      await assert.rejects(
        unpackWheel(wheel(bytes), join(folder, "target"), wanted),
        (error) => error instanceof GloroError && error.message.includes("not a whole wheel"),
      );
    });
});
