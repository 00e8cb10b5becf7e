import assert from "node:assert/strict";
import { rewrite } from "../../../src/engine/graph/rewrite.js";
import { nodesOf } from "../../../src/engine/graph/node.js";
import { inputGradientAsConvolution } from "../../../src/engine/rewrites/inputGradient.js";
import { assertSameFunction } from "../assertSame.js";
import { convolutionCases, convolutionGraph, describeCase } from "../convolutionCases.js";
import { graphOf } from "../graphOf.js";
import { f32 } from "../seededTensors.js";

describe("inputGradientAsConvolution", () => {
  it("writes every gradient at stride 1 as a convolution, and leaves strided ones", () => {
    const seen = { unit: 0, strided: 0 };
    for (const sizes of convolutionCases(80, 12)) {
      const before = convolutionGraph("conv2dInputGradient", sizes, "nchw");
      const after = rewrite(before, [inputGradientAsConvolution]);
      const kind = Math.max(...sizes.strides) === 1 ? "unit" : "strided";
      const expected = kind === "unit" ? "conv2d" : "conv2dInputGradient";
      assert.equal(after.outputs.get("y")?.operation, expected, describeCase(sizes));
      assertSameFunction(after, before, describeCase(sizes));
      seen[kind]++;
    }
    assert.ok(seen.unit >= 10 && seen.strided >= 10, JSON.stringify(seen));
  });

  it("leaves a gradient whose padding is wider than the window", () => {
    const before = graphOf(
      { gradient: f32(1, 2, 8, 6), filter: f32(2, 3, 2, 2) },
      (build, nodes) => ({
        y: build.node("conv2dInputGradient", [nodes.gradient, nodes.filter], {
          layout: "nchw",
          strides: [1, 1],
          padding: [2, 2, 0, 0],
          inputShape: [1, 3, 5, 7],
        }),
      }),
    );
    const after = rewrite(before, [inputGradientAsConvolution]);
    assert.deepEqual(
      nodesOf(after)
        .map((node) => node.operation)
        .sort(),
      ["conv2dInputGradient", "input", "input"],
    );
    assertSameFunction(after, before, "wide padding");
  });
});
