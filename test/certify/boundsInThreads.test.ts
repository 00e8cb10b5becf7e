import assert from "node:assert/strict";
import { boundsInThreads } from "../../src/certify/boundsInThreads.js";
import { networkArithmetic } from "../../src/certify/layerArithmetic.js";
import { networkBounds } from "../../src/certify/layerBounds.js";
import type { DenseLayer, PlacedLayer } from "../../src/certify/layers.js";
import { GloroError } from "../../src/gloro/errors.js";
import { random } from "./random.js";

const size = 1300;

function dense(name: string, seed: number, columns: number): DenseLayer {
  const kernel = Float32Array.from(random(seed).floats(size * columns));
  const shape = { inputs: size, outputs: columns };
  return { kind: "dense", name, kernel, ...shape, bias: undefined, hasUnitColumns: false };
}

/** Two branches of enough weights for threads, side by side, and their sum with the input. */
function graphOf(first: DenseLayer, second: DenseLayer): PlacedLayer[] {
  return [
    { layer: first, inputs: [-1], entries: first.outputs },
    { layer: { kind: "relu", name: "relu" }, inputs: [0], entries: first.outputs },
    { layer: second, inputs: [-1], entries: second.outputs },
    {
      layer: { kind: "concatenate", name: "both", widths: [first.outputs, second.outputs] },
      inputs: [1, 2],
      entries: first.outputs + second.outputs,
    },
  ];
}

describe("boundsInThreads", () => {
  it("gives the bounds of networkBounds, in the order of the graph", async () => {
    // Some columns of few weights each, so that the bound itself takes little.
    const graph = graphOf(dense("a", 1, 60), dense("b", 2, 2400));
    const [, , wide] = graph;
    (wide!.layer as DenseLayer).kernel.fill(0, 100);
    const started: string[] = [];
    const { arithmetic, ...found } = await boundsInThreads(graph, (name) => started.push(name));
    assert.deepEqual(found, networkBounds(graph));
    const placed = networkArithmetic(graph, found.layers)!;
    assert.deepEqual([...arithmetic.keys()].sort(), ["a", "b"]);
    assert.deepEqual(networkArithmetic(graph, found.layers, arithmetic), placed);
    for (const [name, { magnitude }] of arithmetic)
      assert.equal(magnitude, placed.find((layer) => layer.name === name)?.magnitude);
    // The dearest first, and what takes no time not at all.
    assert.deepEqual(started, ["b", "a"]);
  });

  it("throws what bounding the layers throws", async () => {
    const broken = dense("broken", 3, 2400);
    broken.kernel[7] = NaN;
    const small = dense("small", 4, 60);
    await assert.rejects(boundsInThreads(graphOf(broken, small)), (error: unknown) => {
      assert.ok(error instanceof GloroError);
      assert.match(error.message, /Layer "broken" has a weight that is NaN \(index 7\)/);
      return true;
    });
  });
});
