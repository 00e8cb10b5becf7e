import assert from "node:assert/strict";
import { initialState } from "../../src/gloro/initialise.js";
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
});
