import assert from "node:assert/strict";
import { GloroError } from "../../../src/gloro/errors.js";
import type { LayerConfig } from "../../../src/gloro/layers/layer.js";
import { resnetBlock } from "../../../src/gloro/layers/resnetBlock.js";
import type { ResnetBlockOptions } from "../../../src/gloro/layers/resnetBlock.js";
import { buildNetwork } from "../../../src/gloro/network.js";
import { readPython } from "../python/read.js";

const stem: LayerConfig = { kind: "bias", name: "stem" };
const place = { name: "block", input: "stem" } as const;

/** The block's layers: their names, shapes without the batch, and shapes of their weights. */
function shapesOf(options: Omit<ResnetBlockOptions, "name" | "input">) {
  const network = buildNetwork({
    inputShape: [8, 8, 4],
    layers: [
      stem,
      ...resnetBlock({ ...place, ...options }),
      { kind: "flatten" },
      { kind: "dense", units: 2 },
    ],
  });
  return (
    network.layers
      // The last, the activation, has a name of Keras's choice there.
      .filter(({ name }) => name.startsWith("block_") && name !== "block_activation")
      .map(({ name, outputShape, weights }) => ({
        name: name.replace("block", ""),
        outputShape,
        weights: weights.map(({ shape }) => shape),
      }))
  );
}

describe("resnetBlock", () => {
  for (const { options, layers } of readPython("resnetBlocks")) {
    it(`has the layers of the Python library's: ${JSON.stringify(options)}`, () => {
      const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
      assert.deepEqual(shapesOf(options).sort(byName), layers.sort(byName));
    });
  }

  it("joins its branch and its skip, and activates the sum", () => {
    const inputsOf = (options: Partial<ResnetBlockOptions>) =>
      resnetBlock({ ...place, filters: 4, ...options }).flatMap(({ name, kind, inputs }) =>
        inputs ? [[kind, name, ...inputs]] : [],
      );
    assert.deepEqual(inputsOf({}), [
      ["conv2d", "block_conv0", "stem"],
      ["conv2d", "block_conv_skip", "stem"],
      ["add", "block_join", "block_conv_skip", "block_conv2"],
    ]);
    assert.deepEqual(inputsOf({ identitySkip: true, stride1: 1, useFixup: true }), [
      ["bias", "block_bias_pre0", "stem"],
      ["add", "block_join", "stem", "block_scaling"],
    ]);
    assert.deepEqual(resnetBlock({ ...place, filters: 4, activation: "tanh" }).at(-1), {
      kind: "tanh",
      name: "block_activation",
    });
  });

  it("refuses what the Python library refuses, naming the block", () => {
    for (const options of [
      { filters: [4, 4], kernelSizes: [1, 3, 1] },
      { filters: 4, kernelSizes: 3 },
      { filters: [4, 4, 4], depth: 2 },
      { filters: 4, depth: 2 },
      { filters: 4, identitySkip: true },
    ]) {
      assert.throws(
        () => resnetBlock({ ...place, ...options }),
        (error) => error instanceof GloroError && error.message.includes(`"block"`),
        JSON.stringify(options),
      );
    }
  });
});
