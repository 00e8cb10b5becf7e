import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Dialect, GloronetFile } from "../../../src/formats/gloronet/gloronetFile.js";
import { ownMember } from "../../../src/formats/gloronet/gloronetFile.js";
import { readGloronet } from "../../../src/formats/gloronet/readGloronet.js";
import { writeGloronet } from "../../../src/formats/gloronet/writeGloronet.js";
import { gloronetPath } from "../fixtures.js";
import { refusesFile } from "../refuses.js";
import { temporaryFolder } from "../temporaryFolder.js";

const plain: GloronetFile = {
  dialect: "ours",
  epsilon: 0.5,
  model: { topology: {}, layers: [], weights: [], kerasVersion: "2.15.0" },
  extra: {},
};

describe("writeGloronet", () => {
  for (const name of ["affinity", "mnist_2c2f_frozen", "pypi_resnet_fixup"]) {
    it(`writes ${name} so that it is read back bit for bit`, async () => {
      const file = await readGloronet(gloronetPath(name));
      const path = join(temporaryFolder(), "net.gloronet");
      await writeGloronet(path, file, { dialect: file.dialect });
      assert.deepStrictEqual(await readGloronet(path), file);
    });
  }

  it("keeps further members", async () => {
    const path = join(temporaryFolder(), "ünï.gloronet");
    const extra = { [ownMember]: Buffer.from("{}"), "a/ö.txt": Buffer.alloc(3) };
    await writeGloronet(path, { ...plain, extra }, { dialect: "ours" });
    assert.deepStrictEqual(await readGloronet(path), { ...plain, extra });
  });

  it("writes a net of one dialect in another", async () => {
    const path = join(temporaryFolder(), "net.gloronet");
    const file = { ...plain, affinitySets: [[0, 2], [1]] };
    const further: { [D in Dialect]: object } = {
      "1.1.1": { numIterations: 5 },
      HEAD: {},
      ours: {},
    };
    for (const dialect of ["1.1.1", "HEAD", "ours"] as const) {
      await writeGloronet(path, file, { dialect });
      assert.deepStrictEqual(await readGloronet(path), { ...file, dialect, ...further[dialect] });
    }
  });

  const refused: [string, Partial<GloronetFile>, string][] = [
    ["a radius that is none", { epsilon: -1 }, "epsilon must be greater than 0"],
    ["a frozen net in a dialect without", { frozen: { lipschitz: 1 } }, "in the dialect HEAD only"],
    ["a second model", { extra: { "x.h5": Buffer.of() } }, "would be taken for the model"],
    ["a second config", { extra: { "x.json": Buffer.of() } }, "would be taken for the model"],
    ["a member elsewhere", { extra: { "../x": Buffer.of() } }, "outside of its folder."],
    ["a large member", { extra: { x: Buffer.alloc(2 ** 24 + 1) } }, "16777216 are read."],
  ];
  for (const [what, change, reason] of refused) {
    it(`refuses ${what}, and writes nothing`, async () => {
      const folder = temporaryFolder();
      const path = join(folder, "net.gloronet");
      const writing = writeGloronet(path, { ...plain, ...change }, { dialect: "ours" });
      await refusesFile(writing, path, reason);
      assert.deepEqual(readdirSync(folder), []);
    });
  }
});
