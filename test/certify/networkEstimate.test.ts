import assert from "node:assert/strict";
import type { Layer, PlacedLayer } from "../../src/certify/layers.js";
import { networkEstimate } from "../../src/certify/networkEstimate.js";
import { estimate } from "../../src/certify/upperBound.js";

const layer = (name: string): Layer => ({ kind: "linear", name });
const estimates: Readonly<Record<string, number>> = { a: 3, b: 2, c: 5 };
const of = (graph: readonly PlacedLayer[]) =>
  networkEstimate(graph, (name) => estimate(estimates[name] ?? Number.NaN));

describe("networkEstimate", () => {
  it("multiplies along a chain, and is 1 without layers", () => {
    const chain = ["a", "b", "c"].map((name, index) => ({
      layer: layer(name),
      inputs: [index - 1],
      entries: 1,
    }));
    assert.equal(of(chain), 30);
    assert.equal(of([]), 1);
  });

  it("adds branches that meet in a sum, and takes the root of squares side by side", () => {
    const meeting = (kind: "add" | "concatenate") =>
      of([
        { layer: layer("a"), inputs: [-1], entries: 1 },
        { layer: layer("b"), inputs: [0], entries: 1 },
        { layer: { kind, name: "meet", widths: [1, 1, 1] }, inputs: [1, 0, -1], entries: 1 },
        { layer: layer("c"), inputs: [2], entries: 1 },
      ]);
    assert.equal(meeting("add"), (6 + 3 + 1) * 5);
    assert.ok(Math.abs(meeting("concatenate") - Math.sqrt(36 + 9 + 1) * 5) < 1e-12);
  });
});
