import assert from "node:assert/strict";
import { kerasTopology, supportedDialects } from "../../../src/gloro/keras/index.js";
import type { LayerConfig } from "../../../src/gloro/layers/layer.js";
import { buildNetwork } from "../../../src/gloro/network.js";
import { randomParameters } from "../state.js";
import { writableNetworks } from "./writableNetworks.js";

/** The layers' names in a topology. */
function namesIn(topology: unknown): string[] {
  return (topology as { config: { layers: { name: string }[] } }).config.layers.map(
    ({ name }) => name,
  );
}

describe("residualBranches", () => {
  it("gives the branches of a sum the names that release 1.1.1 bounds them by", () => {
    const { network } = writableNetworks["renamed"]!;
    const weights = randomParameters(network, 1);
    assert.deepEqual(namesIn(kerasTopology(network, weights, "1.1.1").topology), [
      "input_1_1",
      "main_ResnetBlock_stem",
      "layer_relu",
      "ResnetBlock__",
      "ResnetBlock_conv_",
      "ResnetBlock_skip_conv-",
      "main_ResnetBlock0",
      "input_1",
      "same",
      "dense_1",
    ]);
    assert.deepEqual(namesIn(kerasTopology(network, weights, "keras").topology).slice(1, 6), [
      "ResnetBlock_stem",
      "layer_relu",
      "join",
      "conv_",
      "conv-",
    ]);
  });

  it("refuses sums that release 1.1.1 would bound otherwise", () => {
    const dense = (name: string, ...inputs: string[]): LayerConfig => ({
      kind: "dense",
      name,
      units: 4,
      inputs,
    });
    const sums: LayerConfig[][] = [
      // A block in a branch.
      [
        dense("a", "input"),
        { kind: "add", name: "inner", inputs: ["a", "input"] },
        { kind: "add", name: "it", inputs: ["inner", "input"] },
      ],
      // Branches that share a layer after the fork.
      [
        dense("a", "input"),
        dense("b", "a"),
        { kind: "add", name: "it", inputs: ["b", "input"] },
        { kind: "add", name: "outer", inputs: ["it", "a"] },
      ],
    ];
    for (const layers of sums) {
      const network = buildNetwork({
        inputShape: [4],
        layers: [...layers, { kind: "dense", name: "head", units: 2 }],
      });
      assert.deepEqual(supportedDialects(network), ["keras", "tfjs"]);
      assert.throws(() => kerasTopology(network, randomParameters(network, 1), "1.1.1"), {
        message: /"(it|outer)" adds other branches/,
      });
    }
  });
});
