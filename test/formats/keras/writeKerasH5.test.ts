import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KerasModel } from "../../../src/formats/keras/kerasModel.js";
import { readKerasH5 } from "../../../src/formats/keras/readKerasH5.js";
import { writeKerasH5 } from "../../../src/formats/keras/writeKerasH5.js";
import { refusesFile } from "../refuses.js";
import { temporaryFolder } from "../temporaryFolder.js";

const rare = [1, -0, 2 ** -149, 3.4028234663852886e38, -1e-10, 1 / 3];

const model: KerasModel = {
  topology: { class_name: "Sequential", config: { name: "größe", layers: [], value: null } },
  layers: ["z", "a/b", "a", "ü"],
  weights: [
    { layer: "z", name: "z/kernel:0", shape: [2, 3], data: Float32Array.from(rare) },
    { layer: "z", name: "z/bias:0", shape: [], data: Float32Array.of(7) },
    { layer: "a/b", name: "w:0", shape: [1, 1, 1], data: Float32Array.of(8) },
    { layer: "a", name: "deep/er/w:0", shape: [0], data: new Float32Array() },
    { layer: "ü", name: "ß:0", shape: [2], data: Float32Array.of(9, 10) },
  ],
  kerasVersion: "2.11.0",
};

/** Each float's own bits: assert takes 0 for -0 in typed arrays. */
function bits({ weights }: KerasModel): Uint8Array[] {
  return weights.map(({ data }) => new Uint8Array(data.slice().buffer));
}

describe("writeKerasH5", () => {
  it("writes what is read back bit for bit", async () => {
    const path = join(temporaryFolder(), "model.h5");
    await writeKerasH5(path, model);
    const back = await readKerasH5(path);
    assert.deepStrictEqual(back, model);
    assert.deepEqual(bits(back), bits(model));
  });

  it("splits lists of names that no attribute can hold, as Keras does", async () => {
    const path = join(temporaryFolder(), "model.h5");
    const layers = Array.from({ length: 5000 }, (_, i) => `layer_with_a_longer_name_${i}`);
    await writeKerasH5(path, { topology: {}, layers, weights: [] });
    const bytes = readFileSync(path);
    assert.ok(bytes.includes("layer_names2") && !bytes.includes("layer_names3"));
    assert.deepEqual((await readKerasH5(path)).layers, layers);
  });

  const refused: [string, Partial<KerasModel>, string][] = [
    ["two layers of one name", { layers: [...model.layers, "z"] }, "have the same name."],
    ["a weight of no layer", { layers: ["z"] }, 'the weight "w:0" of "a/b" belongs to no layer'],
    ["a layer without a name", { layers: [...model.layers, ""] }, "cannot be the name of a layer."],
    [
      "a shape that its numbers do not fill",
      { weights: [{ ...model.weights[0]!, shape: [2, 2] }] },
      "has 6 numbers for the shape [2, 2].",
    ],
    [
      "numbers that are none",
      { weights: [{ ...model.weights[1]!, data: Float32Array.of(NaN) }] },
      'the weight "z/bias:0" of "z" holds NaN.',
    ],
    [
      "a weight in a weight",
      {
        weights: ["w", "w/v"].map((name) => ({ ...model.weights[1]!, name })),
      },
      "the model cannot be stored as HDF5 (",
    ],
  ];
  for (const [what, change, reason] of refused) {
    it(`refuses ${what}, and leaves the older file`, async () => {
      const folder = temporaryFolder();
      const path = join(folder, "model.h5");
      writeFileSync(path, "older");
      await refusesFile(writeKerasH5(path, { ...model, ...change }), path, reason);
      assert.deepEqual(readdirSync(folder), ["model.h5"]);
      assert.equal(readFileSync(path, "utf8"), "older");
    });
  }

  it("says when the disk refuses", () =>
    refusesFile(
      writeKerasH5("/nowhere/model.h5", model),
      "/nowhere/model.h5",
      "cannot be written",
    ));
});
