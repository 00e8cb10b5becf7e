import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readSavedNet } from "../../../src/model/files/readSavedNet.js";
import { readOutputs } from "../../model/readFixture.js";
import { assertRelative } from "../../model/relative.js";
import { temporaryFolder } from "../../trainer/temporaryFolder.js";
import { gloro } from "../gloro.js";
import { fixtureCopy } from "./fixtureFile.js";

interface Answer {
  readonly out: string;
  readonly frozen?: number;
  readonly before?: number;
  readonly loadedBy: readonly string[];
}

describe("gloro freeze and unfreeze", () => {
  const folder = temporaryFolder();

  async function run(...args: string[]): Promise<Answer> {
    const { code, out, err } = await gloro(...args, "--json");
    assert.deepEqual({ code, err }, { code: 0, err: "" });
    return JSON.parse(out) as Answer;
  }

  for (const name of ["zoo", "rtk3", "affinity", "pypi_rtk3"])
    it(`change the constant of ${name}, and nothing else`, async () => {
      const file = fixtureCopy(name, folder.path);
      const { writtenBy, ...original } = await readSavedNet(file);
      assert.match(writtenBy, /Python/);

      const { frozen, ...froze } = await run("freeze", file);
      assert.deepEqual([froze.out, froze.loadedBy], [file, ["HEAD"]]);
      assertRelative([frozen!], [readOutputs(name).sub_lipschitz], 1e-3, "L_sub");
      const held = await readSavedNet(file);
      assert.equal(held.frozen, frozen);
      assert.deepEqual(held.weights, original.weights);
      assert.deepEqual(held.relaxation, original.relaxation);

      const unfroze = await run("unfreeze", file);
      assert.equal(unfroze.before, frozen);
      assert.deepEqual(unfroze.loadedBy, ["1.1.1", "HEAD"]);
      const back = await readSavedNet(file);
      for (const key of ["weights", "layers", "epsilon", "relaxation", "frozen"] as const)
        assert.deepEqual(back[key], original[key], key);
    });

  it("freeze anew what is frozen, and tell the constant that was", async () => {
    const file = fixtureCopy("mnist_2c2f_frozen", folder.path);
    const { frozen, before } = await run("freeze", file);
    assert.equal(before, readOutputs("mnist_2c2f_frozen").sub_lipschitz);
    assert.ok(frozen! > before, `${frozen} > ${before}`);
  });

  it("leave the file as it is where another is named, and that one without --force", async () => {
    const file = fixtureCopy("rtk3", folder.path);
    const original = readFileSync(file);
    const out = join(folder.path, "out.gloronet");
    writeFileSync(out, "precious");
    const { code, err } = await gloro("freeze", file, "-o", out);
    assert.equal(code, 2);
    assert.match(err, /out\.gloronet is there already\. Overwrite it with --force/);
    assert.equal(readFileSync(out, "utf8"), "precious");
    await run("freeze", file, "-o", out, "--force");
    assert.ok((await readSavedNet(out)).frozen);
    assert.deepEqual(readFileSync(file), original);
  });

  it("refuse to unfreeze what is not frozen, and write nothing", async () => {
    const file = fixtureCopy("rtk3", folder.path);
    const original = readFileSync(file);
    const { code, err } = await gloro("unfreeze", file);
    assert.deepEqual(
      { code, err },
      { code: 1, err: `gloro: ${file} is not frozen; nothing was written.\n` },
    );
    assert.deepEqual(readFileSync(file), original);
  });
});
