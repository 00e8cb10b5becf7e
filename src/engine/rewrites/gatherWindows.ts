import type { GraphBuilder } from "../graph/builder.js";
import { image } from "../graph/imageShape.js";
import type { Node } from "../graph/node.js";
import type { Padding } from "../graph/operations.js";

/** The windows that a convolution reads. */
export interface Windows {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: Padding;
  /** The shape of the output: `[n, height, width, …]`. */
  readonly positions: readonly number[];
}

/** What each window of images `x` (channels last) sees, a row each: `[n · height · width, kernel height · kernel width · channels]`. */
export function gatherWindows(
  build: GraphBuilder,
  x: Node,
  { kernel, strides, padding, positions }: Windows,
): Node {
  const { batch, height, width, channels } = image(x.shape, "nhwc");
  const [, rows = 1, columns = 1] = positions;
  const [top, bottom, left] = padding;
  // Neighbours in a row are copied as one block where windows begin at multiples of it.
  const block = greatestCommonDivisor(strides[1], kernel[1]);
  const right = padding[3] + ((block - ((left + width + padding[3]) % block)) % block);
  const padded = build.node("pad", [x], {
    paddings: [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ],
    value: 0,
  });
  const rowBlocks = (left + width + right) / block;
  const cells = build.reshape(padded, [
    batch,
    (top + height + bottom) * rowBlocks,
    block * channels,
  ]);
  const indices: number[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      for (let tap = 0; tap < kernel[0]; tap++)
        for (let cell = 0; cell < kernel[1] / block; cell++)
          indices.push((row * strides[0] + tap) * rowBlocks + (column * strides[1]) / block + cell);
  return build.reshape(build.node("gather", [cells], { axis: 1, indices }), [
    batch * rows * columns,
    kernel[0] * kernel[1] * channels,
  ]);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
