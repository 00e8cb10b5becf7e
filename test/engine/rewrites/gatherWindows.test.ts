import assert from "node:assert/strict";
import { interpret } from "../../../src/engine/eager/interpret.js";
import { nodesOf } from "../../../src/engine/graph/node.js";
import { gatherWindows } from "../../../src/engine/rewrites/gatherWindows.js";
import type { ConvolutionCase } from "../convolutionCases.js";
import {
  convolutionCases,
  convolutionSpecs,
  describeCase,
  paddingOf,
} from "../convolutionCases.js";
import { graphOf } from "../graphOf.js";
import { seededTensors } from "../seededTensors.js";

function windowsGraph(sizes: ConvolutionCase) {
  const { x, gradient } = convolutionSpecs(sizes, "nhwc");
  const { kernel, strides } = sizes;
  return graphOf({ x }, (build, nodes) => ({
    windows: gatherWindows(build, nodes.x, {
      kernel,
      strides,
      padding: paddingOf(sizes),
      positions: gradient.shape,
    }),
  }));
}

/** What each window sees, read pixel by pixel. */
function naiveWindows(sizes: ConvolutionCase, x: ArrayLike<number>): number[] {
  const { batch, size, channels, kernel, strides } = sizes;
  const [top, , left] = paddingOf(sizes);
  const [, rows, columns] = convolutionSpecs(sizes, "nhwc").gradient.shape;
  const seen: number[] = [];
  for (let n = 0; n < batch; n++)
    for (let row = 0; row < rows!; row++)
      for (let column = 0; column < columns!; column++)
        for (let v = 0; v < kernel[0]; v++)
          for (let h = 0; h < kernel[1]; h++)
            for (let c = 0; c < channels; c++) {
              const [i, j] = [row * strides[0] + v - top, column * strides[1] + h - left];
              const inside = i >= 0 && j >= 0 && i < size[0] && j < size[1];
              seen.push(inside ? x[((n * size[0] + i) * size[1] + j) * channels + c]! : 0);
            }
  return seen;
}

describe("gatherWindows", () => {
  it("gives a row for every window, with zeros where it reaches over the edge", () => {
    for (const sizes of convolutionCases(60, 14)) {
      const inputs = seededTensors({ x: convolutionSpecs(sizes, "nhwc").x }, 3);
      assert.deepEqual(
        Array.from(interpret(windowsGraph(sizes), inputs)["windows"]!.data),
        naiveWindows(sizes, inputs["x"]!.data),
        describeCase(sizes),
      );
    }
  });

  it("copies neighbours as one block where windows begin at multiples of it", () => {
    const indices = (kernel: [number, number], strides: [number, number]) =>
      nodesOf(
        windowsGraph({
          batch: 1,
          size: [4, 8],
          channels: 1,
          filters: 1,
          kernel,
          strides,
          padding: "valid",
        }),
      ).flatMap((node) => (node.operation === "gather" ? node.attributes.indices : []));
    // Two rows of three windows of 2 × 4 pixels: a block of two pixels a copy, not eight copies a window.
    assert.equal(indices([2, 4], [2, 2]).length, 2 * 3 * 4);
    assert.equal(indices([2, 3], [2, 2]).length, 2 * 3 * 6);
  });
});
