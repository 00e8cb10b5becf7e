import assert from "node:assert/strict";
import { flatConfig } from "../../../src/extension/rows/flatConfig.js";

describe("flatConfig", () => {
  it("names each value by the path of its keys, in the config's order", () => {
    const config = {
      epsilon: 0.3,
      optimizer: { kind: "adam", beta: { first: 0.9 } },
      checkpoints: null,
      isFast: true,
      evaluation: { radii: [0.1, 0.3] },
    };
    assert.deepEqual(Object.entries(flatConfig(config)), [
      ["epsilon", 0.3],
      ["optimizer.kind", "adam"],
      ["optimizer.beta.first", 0.9],
      ["checkpoints", null],
      ["isFast", true],
      ["evaluation.radii", "[0.1,0.3]"],
    ]);
  });

  it("holds out against a file that is deep, wide or long", () => {
    let deep: unknown = 3;
    for (let depth = 0; depth < 100_000; depth++) deep = { k: deep };
    assert.equal(Object.values(flatConfig(deep))[0], 3);
    const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, key) => [`k${key}`, key]));
    assert.equal(Object.keys(flatConfig(wide)).length, 300);
    assert.equal(String(flatConfig({ k: "x".repeat(1e6) })["k"]).length, 4001);
  });

  it("has no key of what is no config", () => {
    assert.deepEqual([flatConfig(3), flatConfig(null), flatConfig([1])], [{}, {}, {}]);
  });
});
