import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { ownMember } from "../../../src/formats/gloronet/gloronetFile.js";
import type { GloronetConfig } from "../../../src/formats/gloronet/gloronetFile.js";
import { readGloronet, readGloronetConfig } from "../../../src/formats/gloronet/readGloronet.js";
import { gloronetNames, gloronetPath, kerasPath, truth } from "../fixtures.js";
import { refusesFile } from "../refuses.js";
import { archiveOf } from "./archive.js";
import type { Member } from "./archive.js";

/** The float32 nearest to 0.02, as Python stores it. */
const small = Math.fround(0.02);
const tenth = Math.fround(0.1);

const configs: Record<string, GloronetConfig> = {
  affinity: {
    dialect: "HEAD",
    epsilon: small,
    affinitySets: [
      [0, 1],
      [2, 3, 4],
    ],
  },
  mnist_2c2f_frozen: {
    dialect: "HEAD",
    epsilon: Math.fround(0.3),
    frozen: { lipschitz: 6.323669910430908 },
  },
  pypi_resnet_fixup: { dialect: "1.1.1", epsilon: tenth, numIterations: 5 },
  pypi_resnet_identity: { dialect: "1.1.1", epsilon: tenth, numIterations: 5 },
  pypi_rtk3: { dialect: "1.1.1", epsilon: small, k: 3, numIterations: 5 },
  readme_mlp: { dialect: "HEAD", epsilon: 0.5 },
  rtk3: { dialect: "HEAD", epsilon: small, k: 3 },
  zoo: { dialect: "HEAD", epsilon: tenth },
};

const config = { name: "net/config.json", content: '{"epsilon": 0.5}' };
const model = { name: "net/f.h5", content: readFileSync(kerasPath("float64")) };

describe("readGloronet", () => {
  for (const name of gloronetNames) {
    it(`reads ${name} as Python and h5py do`, async () => {
      const { model, extra, ...config } = await readGloronet(gloronetPath(name));
      assert.deepStrictEqual(config, configs[name]);
      assert.deepStrictEqual(await readGloronetConfig(gloronetPath(name)), configs[name]);
      assert.deepEqual(extra, {});
      const expected = truth[name]!;
      const { class_name } = model.topology as { class_name: unknown };
      assert.equal(class_name, expected.className);
      assert.equal(model.kerasVersion, expected.kerasVersion);
      assert.deepEqual(model.layers, expected.layers);
      assert.deepEqual(
        model.weights.map(({ layer, name, shape }) => [layer, name, shape]),
        expected.weights.map(([layer, name, shape]) => [layer, name, shape]),
      );
      for (const [i, [, weight, , sum, ends]] of expected.weights.entries()) {
        const data = [...model.weights[i]!.data];
        assert.deepEqual([...data.slice(0, 2), ...data.slice(-2)], ends, weight);
        const total = data.reduce((before, value) => before + value, 0);
        // Both sums are of Float64, in another order.
        assert.ok(Math.abs(total - sum) <= 1e-10 * data.length, `${weight}: ${total}, ${sum}`);
      }
    });
  }

  it("gives further members by their name in the folder", async () => {
    const note = { name: `./net/${ownMember}`, content: '{"by": "us"}' };
    const nested = { name: "net/a/b.txt", content: "b" };
    const read = await readGloronet(await archiveOf([note, config, nested, model]));
    assert.deepEqual(
      Object.entries(read.extra).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]),
      [
        [ownMember, note.content],
        ["a/b.txt", "b"],
      ],
    );
  });

  const link = { name: "net/f.h5", linkname: "/etc/passwd" };
  const outside = "would be unpacked outside of its folder.";
  const refused: [string, Member[], string][] = [
    ["no model", [config], "it has no f.h5."],
    ["no config", [model], "it has no config.json."],
    ["nothing", [], "it has no f.h5."],
    ["two models", [config, model, { name: "net/g.h5" }], 'it has both "net/f.h5" and "net/g.h5"'],
    ["a model twice", [config, model, model], 'it has both "net/f.h5" and "net/f.h5"'],
    ["two configs", [config, { name: "net/a.json" }], 'both "net/config.json" and "net/a.json"'],
    ["a note twice", [{ name: "net/x" }, { name: "net/./x" }], 'it has both "net/x" and "net/x"'],
    ["an absolute name", [{ name: "/etc/cron.d/x" }], `"/etc/cron.d/x" ${outside}`],
    ["a drive", [{ name: "C:x" }], outside],
    ["a backslash", [{ name: "net\\..\\x" }], outside],
    ["a way up", [{ name: "net/../../x.h5" }], `"net/../../x.h5" ${outside}`],
    ["a folder above", [{ name: "../net", type: "directory" }], outside],
    ["a long name", [{ name: "x/".repeat(600) }], "name is longer than 1024 characters."],
    ["a symbolic link", [{ ...link, type: "symlink" }], '"net/f.h5" is a symlink; files and'],
    ["a hard link", [{ ...link, type: "link" }], '"net/f.h5" is a link; files and folders'],
    ["a device", [{ name: "net/f.h5", type: "block-device" }], "is a block-device"],
    ["a pipe", [{ name: "net/f.h5", type: "fifo" }], "is a fifo"],
    ["a member elsewhere", [config, model, { name: "x/y" }], '"x/y" lies outside of the model'],
    ["many members", Array.from({ length: 65 }, (_, i) => ({ name: `net/${i}` })), "more than 64"],
    [
      "a large config",
      [{ ...config, content: " ".repeat(2 ** 20 + 1) }],
      '"net/config.json" has 1048577 bytes; 1048576 are read.',
    ],
    ["a broken config", [model, { ...config, content: '{"epsilon": NaN}' }], 'NaN for "epsilon"'],
    ["other text", [model, { ...config, content: Uint8Array.of(255) }], "not text in UTF-8."],
    ["a broken model", [config, { ...model, content: "x" }], "net, net/f.h5: it is no HDF5 file."],
    [
      "a model with NaN",
      [config, { ...model, content: readFileSync(kerasPath("notANumber")) }],
      'net, net/f.h5: the weight "dense/kernel:0" of layer "dense" holds NaN',
    ],
  ];
  for (const [what, members, reason] of refused) {
    it(`refuses ${what}`, async () => {
      await refusesFile(readGloronet(await archiveOf(members), { where: "net" }), "net", reason);
    });
  }

  it("refuses what is no archive, or a part of one", async () => {
    const whole = await archiveOf([config, model]);
    const path = kerasPath("float64");
    await refusesFile(readGloronet(path), path, "it is no gzip file, as every .gloronet file is.");
    await refusesFile(readGloronet("/nowhere"), "/nowhere", "there is no such file.");
    await refusesFile(readGloronet(new Uint8Array()), "the network", "it is no gzip file");
    await refusesFile(
      readGloronet(whole.subarray(0, whole.length / 2)),
      "the network",
      "cannot be inflated",
    );
    const tar = gunzipSync(whole);
    for (const damaged of [tar.subarray(0, 3000), Buffer.alloc(2000, 7)]) {
      await refusesFile(readGloronet(gzipSync(damaged)), "the network", "it is no tar archive");
    }
  });

  it("stops inflating a bomb early", async () => {
    // 256 MiB, of which a thousandth are left.
    const bomb = gzipSync(
      Buffer.concat([gunzipSync(await archiveOf([config])), Buffer.alloc(2 ** 28)]),
    );
    const before = process.memoryUsage.rss();
    const reason = /its \d+ bytes inflate to more than \d+: it is made to fill memory\./;
    await refusesFile(readGloronet(bomb), "the network", reason);
    assert.ok(process.memoryUsage.rss() - before < 2 ** 27);
  });

  it("holds to a limit on the whole", async () => {
    const reading = readGloronet(gloronetPath("zoo"), { limits: { inflatedBytes: 10_000 } });
    await refusesFile(reading, gloronetPath("zoo"), "inflate to more than 10000");
  });
});
