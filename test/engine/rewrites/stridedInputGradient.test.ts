import assert from "node:assert/strict";
import { nodesOf } from "../../../src/engine/graph/node.js";
import { rewrite } from "../../../src/engine/graph/rewrite.js";
import { stridedInputGradient } from "../../../src/engine/rewrites/stridedInputGradient.js";
import { assertSameFunction } from "../assertSame.js";
import type { ConvolutionCase } from "../convolutionCases.js";
import { convolutionCases, convolutionGraph, describeCase } from "../convolutionCases.js";

const narrow: ConvolutionCase = {
  batch: 8,
  size: [14, 14],
  channels: 16,
  filters: 6,
  kernel: [4, 4],
  strides: [2, 2],
  padding: "same",
};

/** Each way for cells to lie on the pixels: padded or not, rows unread, another stride in each direction. */
const cut: readonly ConvolutionCase[] = [
  narrow,
  { ...narrow, size: [9, 12] },
  { ...narrow, padding: "valid" },
  { ...narrow, kernel: [4, 6], strides: [2, 3] },
  { ...narrow, kernel: [3, 6], strides: [3, 2], size: [12, 13] },
  { ...narrow, kernel: [4, 2], strides: [2, 2], size: [7, 8] },
];

const left: readonly [string, ConvolutionCase][] = [
  ["a window that is no multiple of the stride", { ...narrow, kernel: [5, 4] }],
  ["stride 1", { ...narrow, strides: [1, 1] }],
  ["few images", { ...narrow, batch: 2 }],
  ["many channels", { ...narrow, channels: 17 }],
  ["rows that no window reads", { ...narrow, padding: "valid", size: [15, 14] }],
];

describe("stridedInputGradient", () => {
  for (const sizes of cut)
    it(`multiplies cells: ${describeCase(sizes)}`, () => {
      const before = convolutionGraph("conv2dInputGradient", sizes, "nhwc");
      const after = rewrite(before, [stridedInputGradient]);
      assert.ok(!operations(after).includes("conv2dInputGradient"), "left as it was");
      assertSameFunction(after, before, describeCase(sizes));
    });

  for (const [what, sizes] of left)
    it(`computes as before with ${what}`, () => {
      const before = convolutionGraph("conv2dInputGradient", sizes, "nhwc");
      assertSameFunction(rewrite(before, [stridedInputGradient]), before, describeCase(sizes));
    });

  it("computes what it meets as before", () => {
    for (const sizes of convolutionCases(80, 15)) {
      const before = convolutionGraph("conv2dInputGradient", sizes, "nhwc");
      const after = rewrite(before, [stridedInputGradient]);
      assertSameFunction(after, before, describeCase(sizes));
    }
  });

  it("leaves wide inputs to the convolution", () => {
    const before = convolutionGraph("conv2dInputGradient", { ...narrow, channels: 32 }, "nhwc");
    const after = rewrite(before, [stridedInputGradient]);
    assert.ok(operations(after).includes("conv2dInputGradient"));
  });
});

function operations(graph: Parameters<typeof nodesOf>[0]): string[] {
  return nodesOf(graph).map(({ operation }) => operation);
}
