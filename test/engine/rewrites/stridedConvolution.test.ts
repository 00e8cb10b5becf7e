import assert from "node:assert/strict";
import type { Graph } from "../../../src/engine/graph/node.js";
import { nodesOf } from "../../../src/engine/graph/node.js";
import type { Operation } from "../../../src/engine/graph/operations.js";
import { rewrite } from "../../../src/engine/graph/rewrite.js";
import { stridedConvolution } from "../../../src/engine/rewrites/stridedConvolution.js";
import { assertSameFunction } from "../assertSame.js";
import type { ConvolutionCase } from "../convolutionCases.js";
import {
  convolutionCases,
  convolutionGraph,
  convolutionSpecs,
  describeCase,
  paddingOf,
} from "../convolutionCases.js";
import { graphOf } from "../graphOf.js";

const count = (graph: Graph, operation: Operation): number =>
  nodesOf(graph).filter((node) => node.operation === operation).length;

const wide: ConvolutionCase = {
  batch: 9,
  size: [7, 8],
  channels: 8,
  filters: 5,
  kernel: [4, 4],
  strides: [2, 2],
  padding: "same",
};

describe("stridedConvolution", () => {
  for (const kind of ["conv2d", "conv2dFilterGradient"] as const)
    it(`computes ${kind} as before, rewritten or left`, () => {
      const seen = { rewritten: 0, left: 0 };
      for (const sizes of convolutionCases(80, 13)) {
        const before = convolutionGraph(kind, sizes, "nhwc");
        const after = rewrite(before, [stridedConvolution]);
        assertSameFunction(after, before, describeCase(sizes));
        if (Math.min(...sizes.strides) === 1)
          assert.equal(count(after, kind), 1, `${describeCase(sizes)}: not strided`);
        seen[count(after, kind) === 0 ? "rewritten" : "left"]++;
      }
      assert.ok(seen.rewritten >= 4 && seen.left >= 4, JSON.stringify(seen));
    });

  it("gathers the windows once for a convolution and its filter's gradient", () => {
    const { x, filter, gradient } = convolutionSpecs(wide, "nhwc");
    const attributes = {
      layout: "nhwc",
      strides: wide.strides,
      padding: paddingOf(wide),
    } as const;
    const before = graphOf({ x, filter, gradient }, (build, nodes) => ({
      y: build.node("conv2d", [nodes.x, nodes.filter], { ...attributes, dilations: [1, 1] }),
      filterGradient: build.node("conv2dFilterGradient", [nodes.x, nodes.gradient], {
        ...attributes,
        filterShape: filter.shape,
      }),
    }));
    const after = rewrite(before, [stridedConvolution]);
    assert.equal(count(after, "gather"), 1);
    assert.equal(count(after, "matMul"), 2);
    assertSameFunction(after, before, "shared windows");
  });

  it("leaves the single image of the power method, and small windows, to convolutions", () => {
    const one = convolutionGraph("conv2d", { ...wide, batch: 1 }, "nhwc");
    assert.equal(count(rewrite(one, [stridedConvolution]), "conv2d"), 1);
    const small = convolutionGraph("conv2d", { ...wide, channels: 4 }, "nhwc");
    assert.equal(count(rewrite(small, [stridedConvolution]), "conv2d"), 1);
  });

  it("leaves an input's gradient to the convolution", () => {
    const before = convolutionGraph("conv2dInputGradient", wide, "nhwc");
    assert.equal(count(rewrite(before, [stridedConvolution]), "conv2dInputGradient"), 1);
  });
});
