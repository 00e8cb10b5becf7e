import assert from "node:assert/strict";
import { checkGraph } from "../../../src/engine/graph/check.js";
import type { Graph, Node } from "../../../src/engine/graph/node.js";
import { everyOperation } from "../operationCases.js";
import { graphOf } from "../graphOf.js";
import { f32 } from "../seededTensors.js";

const graph = graphOf({ x: f32(2, 3) }, (build, { x }) => ({
  y: build.node("negate", [build.node("square", [x], {})], {}),
}));
const y = graph.outputs.get("y")!;

/** The graph with something else in place of its output. */
const withOutput = (node: Node): Graph => ({ ...graph, outputs: new Map([["y", node]]) });

describe("checkGraph", () => {
  it("passes what the builder makes", () => {
    for (const [, cases] of everyOperation) for (const { graph } of cases) checkGraph(graph);
  });

  it("catches a wrong shape, a wrong type, and one deep inside", () => {
    assert.throws(() => {
      checkGraph(withOutput({ ...y, shape: [3, 2] }));
    }, /negate in f is marked f32\[3,2\], but gives f32\[2,3\]/);
    assert.throws(() => {
      checkGraph(withOutput({ ...y, dtype: "int32" }));
    }, /marked i32\[2,3\], but gives f32\[2,3\]/);
    const square = { ...y.inputs[0]!, shape: [6] };
    assert.throws(() => {
      checkGraph(withOutput({ ...y, inputs: [square], shape: [6] }));
    }, /square in f is marked f32\[6\]/);
  });

  it("catches an input that is not declared", () => {
    assert.throws(() => {
      checkGraph({ ...graph, inputs: [] });
    }, /f reads "x", which is not an input/);
  });
});
