import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

// Seeds that the full run (npm run fuzz) has too; the bundle is the one that ships.
const count = 100;

describe("fuzzing", () => {
  it(`reads or refuses ${count} damaged files`, () => {
    const script = fileURLToPath(new URL("./fuzz.mjs", import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, String(count)], {
      encoding: "utf8",
    });
    assert.equal(status, 0, stdout + stderr);
    // Damage that never reaches the HDF5 library, or always breaks it, would test nothing.
    const [read = 0, refused = 0] = stdout.match(/\d+(?= read| refused)/g)?.map(Number) ?? [];
    assert.ok(read >= count / 10 && refused >= count / 2, stdout);
  });
});
