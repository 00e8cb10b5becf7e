import assert from "node:assert/strict";
import { rewrite } from "../../../src/engine/graph/rewrite.js";
import type { Graph } from "../../../src/engine/graph/node.js";
import { nodesOf } from "../../../src/engine/graph/node.js";
import { filterGradient } from "../../../src/engine/rewrites/filterGradient.js";
import { assertSameFunction } from "../assertSame.js";
import { convolutionCases, convolutionGraph, describeCase } from "../convolutionCases.js";

type Way = "gatheredWindows" | "shiftedTaps" | "asUnitStride" | "asConvolution";

/** Which way of filterGradient.ts made a graph, by what only that way uses. */
function wayOf(graph: Graph): Way {
  const nodes = nodesOf(graph);
  const convolution = nodes.find((node) => node.operation === "conv2d");
  if (convolution?.inputs[1]?.operation === "constant") return "gatheredWindows";
  if (convolution) return "asConvolution";
  return nodes.some((node) => node.operation === "slice") ? "asUnitStride" : "shiftedTaps";
}

describe("filterGradient", () => {
  it("computes the same gradient whichever way it takes, and the sweep takes them all", () => {
    const taken: Record<Way, number> = {
      gatheredWindows: 0,
      shiftedTaps: 0,
      asUnitStride: 0,
      asConvolution: 0,
    };
    for (const sizes of convolutionCases(80, 11)) {
      const before = convolutionGraph("conv2dFilterGradient", sizes, "nchw");
      const after = rewrite(before, [filterGradient]);
      assert.ok(
        nodesOf(after).every((node) => node.operation !== "conv2dFilterGradient"),
        `${describeCase(sizes)}: a gradient is left`,
      );
      assertSameFunction(after, before, `${describeCase(sizes)}, ${wayOf(after)}`);
      taken[wayOf(after)]++;
    }
    for (const [way, count] of Object.entries(taken)) assert.ok(count >= 2, `${way}: ${count}`);
  });

  it("leaves gradients in NHWC to the passes before it", () => {
    const [sizes] = convolutionCases(0, 0);
    const before = convolutionGraph("conv2dFilterGradient", sizes!, "nhwc");
    assert.deepEqual(nodesOf(rewrite(before, [filterGradient])), nodesOf(before));
  });
});
