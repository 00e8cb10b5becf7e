import assert from "node:assert/strict";
import { initialState } from "../../src/gloro/initialise.js";
import { buildNetwork } from "../../src/gloro/network.js";
import { smallNetworks } from "./networks.js";

describe("initialState", () => {
  const network = smallNetworks["convolutions"]!;

  it("gives every parameter and iterate the shape that the network says", () => {
    const specs = { ...network.parameters, ...network.iterates };
    const state = initialState(network, 1);
    assert.deepEqual(
      Object.fromEntries(
        Object.entries(state).map(([name, { shape, dtype }]) => [name, { shape, dtype }]),
      ),
      specs,
    );
  });

  it("starts biases at 0", () => {
    assert.ok(initialState(network, 1)["conv2d_1/bias"]!.data.every((value) => value === 0));
  });

  it("depends on the seed, and on nothing else", () => {
    assert.deepEqual(initialState(network, 7), initialState(network, 7));
    assert.notDeepEqual(initialState(network, 7), initialState(network, 8));
  });

  it("leaves what is given as it is, and draws no other in its place", () => {
    const { parameters } = network;
    const drawn = initialState(network, 7);
    const given = Object.fromEntries(Object.keys(parameters).map((name) => [name, drawn[name]!]));
    const state = initialState(network, 8, given);
    for (const name of Object.keys(parameters)) assert.equal(state[name], given[name]);
    for (const name of Object.keys(network.iterates)) assert.ok(state[name], name);
  });

  it("starts a layer's own numbers where its description says", () => {
    const network = buildNetwork({
      inputShape: [3, 3, 2],
      layers: [
        { kind: "scaling", initial: 0.25 },
        { kind: "bias" },
        { kind: "liResNetBlock" },
        { kind: "flatten" },
        { kind: "dense", units: 2 },
      ],
    });
    const state = initialState(network, 1);
    const valuesAt = (name: string) => Array.from(state[name]!.data);
    assert.deepEqual(valuesAt("scaling_1/alpha"), [0.25]);
    assert.deepEqual(valuesAt("bias_1/bias"), [0]);
    assert.deepEqual(valuesAt("liResNetBlock_1/affine"), [1, 1]);
  });
});
