import assert from "node:assert/strict";
import { pairings } from "../../../src/gloro/kernels/minMax.js";
import type { Pairing } from "../../../src/gloro/kernels/minMax.js";
import { nodesOf } from "../../../src/engine/graph/node.js";
import { rewrite } from "../../../src/engine/graph/rewrite.js";
import { plainMinMax } from "../../../src/engine/rewrites/plainMinMax.js";
import { assertSameFunction } from "../assertSame.js";
import { floats } from "../seededTensors.js";
import { minMaxGraph } from "./minMaxGraph.js";

const shapes: Readonly<Record<Pairing, readonly (readonly number[])[]>> = {
  // Odd channels pair across pixels.
  adjacent: [
    [1, 2],
    [9, 8],
    [3, 2, 5],
    [2, 4, 3, 3],
    [9, 2, 2, 1],
    [1, 3, 5, 64],
  ],
  halves: [
    [1, 2],
    [9, 8],
    [3, 2, 6],
    [2, 4, 3, 10],
    [1, 3, 5, 64],
  ],
};

describe("plainMinMax", () => {
  for (const pairing of pairings) {
    it(`leaves no MinMax of pairing ${pairing}, and computes the same`, () => {
      for (const shape of shapes[pairing]) {
        const before = minMaxGraph(shape, pairing);
        const after = rewrite(before, [plainMinMax]);
        assert.ok(nodesOf(after).every(({ operation }) => !operation.startsWith("minMax")));
        assertSameFunction(after, before, `[${shape.join()}]`);
      }
    });

    it(`shares the gradient of a tie of pairing ${pairing}`, () => {
      const before = minMaxGraph([2, 4], pairing);
      const inputs = {
        x: floats([2, 4], [1, 1, 1, 1, 3, 3, -2, 3]),
        dy: floats([2, 4], [1, 2, 3, 4, 5, 6, 7, 8]),
      };
      assertSameFunction(rewrite(before, [plainMinMax]), before, "ties", inputs);
    });
  }
});
