import assert from "node:assert/strict";
import { pairings } from "../../../src/gloro/kernels/minMax.js";
import { nodesOf } from "../../../src/engine/graph/node.js";
import { rewrite } from "../../../src/engine/graph/rewrite.js";
import { mixMinMax, plainSign, saturatedSign } from "../../../src/engine/rewrites/mixedMinMax.js";
import { assertSameFunction } from "../assertSame.js";
import { floats } from "../seededTensors.js";
import { minMaxGraph } from "./minMaxGraph.js";

const rule = mixMinMax(saturatedSign);

const operations = (shape: readonly number[], pairing: (typeof pairings)[number]) =>
  nodesOf(rewrite(minMaxGraph(shape, pairing), [rule])).map(({ operation }) => operation);

describe("mixMinMax", () => {
  for (const pairing of pairings) {
    it(`writes MinMax of pairing ${pairing} as mixes around an absolute value`, () => {
      for (const channels of [2, 4, 6, 8, 10, 16, 64, 130])
        for (const batch of [1, 9]) {
          const shape = [batch, 2, 3, channels];
          const before = minMaxGraph(shape, pairing);
          const after = rewrite(before, [rule]);
          const left = nodesOf(after).filter(({ operation }) => operation.startsWith("minMax"));
          assert.deepEqual(left, [], `[${shape.join()}]`);
          assertSameFunction(after, before, `[${shape.join()}]`);
        }
    });

    it(`shares the gradient of a tie of pairing ${pairing}, and sorts pairs of any size`, () => {
      const before = minMaxGraph([1, 1, 3, 4], pairing);
      for (const signOf of [saturatedSign, plainSign])
        assertSameFunction(rewrite(before, [mixMinMax(signOf)]), before, "ties and sizes", {
          x: floats([1, 1, 3, 4], [0, 0, 0, 0, 3, 3, 3, 3, -1e-7, 2e-7, 4e8, -3e8]),
          dy: floats([1, 1, 3, 4], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
        });
    });

    it(`takes the sign once for MinMax of pairing ${pairing} and its gradient`, () => {
      for (const channels of [4, 130]) {
        const all = operations([2, 3, 3, channels], pairing);
        assert.equal(all.filter((operation) => operation === "clip").length, 1);
        // Two mixes forward, two backward; the first is the same for both signs.
        assert.equal(all.filter((operation) => operation === "mixChannels").length, 4);
      }
    });
  }

  it("leaves what does not lie in the channels of images", () => {
    for (const shape of [
      [9, 8],
      [2, 4, 3, 3],
      [3, 2, 4],
    ])
      assert.ok(operations(shape, "adjacent").includes("minMax"), `[${shape.join()}]`);
  });
});
