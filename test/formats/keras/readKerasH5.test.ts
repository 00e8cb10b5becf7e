import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readKerasH5 } from "../../../src/formats/keras/readKerasH5.js";
import { writeKerasH5 } from "../../../src/formats/keras/writeKerasH5.js";
import { kerasNames, kerasPath } from "../fixtures.js";
import { refusesFile } from "../refuses.js";
import { temporaryFolder } from "../temporaryFolder.js";

/** The first values of the kernel that each variant stores in another way. */
const kernel = [-0.2657589316368103, 0.3355484902858734, 0.6664911508560181, -0.25579535961151123];
const halves = [-0.265869140625, 0.33544921875, 0.66650390625, -0.255859375];

const read: Record<string, readonly number[]> = {
  gzipShuffle: kernel,
  fixedStrings: kernel,
  float64: kernel,
  float16: halves,
};

const weight = 'the weight "dense/kernel:0" of layer "dense"';
const path = '"/model_weights/dense/dense/kernel:0"';
const elsewhere = "it keeps weights in another file (external storage), which is not read";

const refused: Record<string, string> = {
  integers: `${weight} is not stored as float16, float32 or float64.`,
  notANumber: `${weight} holds NaN`,
  infinite: `${weight} holds -Infinity`,
  tooLargeForFloat32: `${weight} holds Infinity as float32`,
  softLink: `${path} is a soft link, which is not followed.`,
  danglingSoftLink: `${path} is a soft link, which is not followed.`,
  softLinkToGroup: '"/model_weights/dense" is a soft link, which is not followed.',
  externalLink: `${path} is an external link, which is not followed.`,
  externalStorage: elsewhere,
  externalDevice: elsewhere,
  externalStandardInput: elsewhere,
  virtualDataset: `${path} is a virtual dataset, whose values lie in other files.`,
  lzf: `${weight} is stored through the filter lzf; gzip and shuffle are read.`,
  fletcher32: `${weight} is stored through the filter fletcher32; gzip and shuffle are read.`,
  claimsGigabytes: "it claims 536870912 bytes of weights, more than its 20592 bytes can hold.",
  claimsCompressed: "it claims 268435456 bytes of weights, more than its 20592 bytes can hold.",
  claimsTerabytes: "of shape [1048576, 1048576] it claims more than 268435456 numbers.",
  largeChunk: `${weight} has 30 numbers, stored in chunks of 536870912.`,
  oneDatasetManyTimes: "bytes of weights, more than its",
  cycle: "the name of a weight is longer than 1024 bytes or deeper than 16 groups.",
  namesAbove: '"/model_weights/dense/.." should be a group, but is not there.',
  nameTwice: 'the attribute layer_names of "/model_weights" names "dense" twice.',
  weightMissing: `${path} should be a dataset, but is not there.`,
  groupForWeight: `${path} should be a dataset, but is a group.`,
  layerMissing: '"/model_weights/dense" should be a group, but is not there.',
  layerNamesMissing: '"/model_weights" has no attribute layer_names.',
  numbersForNames: 'the attribute "layer_names" of "/model_weights" holds no text.',
  weightsOnly: "it holds no model_config, so it is no whole Keras model.",
  noWeights: "it holds no group model_weights.",
  weightsOutsideLayers: 'it holds weights outside of all layers, such as "own:0".',
  topologyNotJson: "its model_config is not JSON",
  topologyNotFinite: 'its model_config holds Infinity for "max_value"',
  topologyDeep: "its model_config is nested more than 100 levels deep.",
  topologyNotText: "its model_config is not text in UTF-8.",
  emptyWeight: `${path} holds no values.`,
};

describe("readKerasH5", () => {
  for (const [name, values] of Object.entries(read)) {
    it(`reads ${name}`, async () => {
      const { layers, weights } = await readKerasH5(kerasPath(name));
      assert.deepEqual(layers.slice(0, 2), ["input_1", "dense"]);
      assert.equal(weights.length, 6);
      assert.deepEqual(weights[0]?.shape, [5, 6]);
      assert.deepEqual([...weights[0].data.slice(0, 4)], values);
    });
  }

  for (const [name, reason] of Object.entries(refused)) {
    it(`refuses ${name}`, () => refusesFile(readKerasH5(kerasPath(name)), kerasPath(name), reason));
  }

  it("is tested with every file that there is", () => {
    assert.deepEqual(Object.keys({ ...read, ...refused }).sort(), [...kerasNames].sort());
  });

  it("refuses what is no HDF5 file, or a part of one", async () => {
    const bytes = readFileSync(kerasPath("float16"));
    await refusesFile(readKerasH5("/nowhere.h5"), "/nowhere.h5", "there is no such file.");
    await refusesFile(readKerasH5("/dev/zero"), "/dev/zero", "there is no such file.");
    await refusesFile(readKerasH5(new Uint8Array(99), { where: "f" }), "f", "it is no HDF5 file.");
    await refusesFile(
      readKerasH5(bytes.subarray(0, 5000)),
      "the model",
      /it is no HDF5 file, or a damaged one \(truncated file: .*\)\. Copy or save it again\./,
    );
  });

  it("refuses a file of Keras 3", async () => {
    const path = join(temporaryFolder(), "model.h5");
    await writeKerasH5(path, { topology: {}, layers: [], weights: [], kerasVersion: "3.4.1" });
    await refusesFile(readKerasH5(path), path, 'it was written by Keras "3.4.1"; files of Keras 2');
  });

  it("leaves the caller's bytes alone", async () => {
    const bytes = new Uint8Array(readFileSync(kerasPath("float16")));
    const before = bytes.slice();
    await readKerasH5(bytes);
    assert.deepEqual(bytes, before);
  });

  const limits: [Parameters<typeof readKerasH5>[1] & object, string | RegExp][] = [
    [{ limits: { layers: 5 } }, "has 6 entries; 5 are read."],
    [{ limits: { weights: 1 } }, /has 2 entries; 1 are read/],
    [{ limits: { weights: 5 } }, "it names more than 5 weights."],
    [{ limits: { elements: 29 } }, "it claims more than 29 numbers."],
    [{ limits: { nameBytes: 9 } }, "longer than 9 bytes"],
    [{ limits: { depth: 1 } }, "deeper than 1 groups."],
    [{ limits: { topologyBytes: 100 } }, 'the attribute "model_config" of "" is longer than 100'],
  ];
  for (const [options, reason] of limits) {
    it(`holds to ${JSON.stringify(options.limits)}`, () =>
      refusesFile(readKerasH5(kerasPath("float64"), options), kerasPath("float64"), reason));
  }

  it("holds to a limit on time", async () => {
    const path = join(temporaryFolder(), "model.h5");
    // Enough layers for a second, so that no pause of this thread lets the answer come first.
    const layers = Array.from({ length: 2000 }, (_, index) => `layer${index}`);
    const weights = layers.map((layer) => ({
      layer,
      name: `${layer}/w:0`,
      shape: [1],
      data: new Float32Array(1),
    }));
    await writeKerasH5(path, { topology: {}, layers, weights });
    const limits = { structureMilliseconds: 1 };
    await refusesFile(
      readKerasH5(path, { limits }),
      path,
      "reading its structure took longer than 0 s.",
    );
  });

  it("holds to a limit on memory", async () => {
    const path = join(temporaryFolder(), "model.h5");
    // More than the 18 MiB with which the library starts.
    const data = new Float32Array(2 ** 23);
    const weights = [{ layer: "a", name: "w:0", shape: [data.length], data }];
    await writeKerasH5(path, { topology: {}, layers: ["a"], weights });
    assert.equal((await readKerasH5(path)).weights[0]?.data.length, data.length);
    const limits = { memoryBytes: -data.byteLength };
    await refusesFile(
      readKerasH5(path, { limits }),
      path,
      "it needs more memory than it may have.",
    );
  });
});
