import type { GraphBuilder, Rule } from "../graph/builder.js";
import { filterOf, image } from "../graph/imageShape.js";
import type { Node } from "../graph/node.js";
import { gatherWindows } from "./gatherWindows.js";
import { fewImages, smallWindow } from "./stridedConvolution.js";

/** From more channels on, ConvTranspose's products outweigh its sums, and nothing is gained (measured at 32). */
const fewChannels = 16;

/**
 * The gradient of a strided convolution's input as one product of matrices: each cell of stride × stride
 * pixels is read by the same few windows, so its gradient is a product of theirs, gathered before, with
 * the filter cut into such cells. onnxruntime's ConvTranspose adds up its columns on one thread: a step
 * of 2C2F takes 2 to 3 of its 20 ms longer so (docs/benchmarks.md).
 */
export const stridedInputGradient: Rule = (node, build) => {
  if (node.operation !== "conv2dInputGradient" || node.attributes.layout !== "nhwc")
    return undefined;
  const [gradient, filter] = node.inputs;
  if (!gradient || !filter) return undefined;
  const { strides, padding, inputShape } = node.attributes;
  const from = image(gradient.shape, "nhwc");
  const to = image(inputShape, "nhwc");
  const { height, width, inputs, outputs } = filterOf(filter.shape, "nhwc");
  const entries = height * width * inputs;
  if (from.batch < fewImages || entries <= smallWindow || inputs > fewChannels) return undefined;
  const rows = cellsOf(strides[0], height, padding[0], to.height, from.height);
  const columns = cellsOf(strides[1], width, padding[2], to.width, from.width);
  if (!rows || !columns) return undefined;

  const windows = gatherWindows(build, gradient, {
    kernel: [rows.window, columns.window],
    strides: [1, 1],
    padding: [rows.before, rows.after, columns.before, columns.after],
    positions: [from.batch, rows.count, columns.count],
  });
  const cellSize = rows.size * columns.size;
  const cut = build.reshape(filter, [
    rows.window,
    rows.size,
    columns.window,
    columns.size,
    inputs,
    outputs,
  ]);
  const flipped = build.node("reverse", [cut], { axes: [0, 2] });
  const cells = build.reshape(build.transpose(flipped, [0, 2, 5, 1, 3, 4]), [
    rows.window * columns.window * outputs,
    cellSize * inputs,
  ]);
  const product = build.node("matMul", [windows, cells], { transposeA: false, transposeB: false });
  return pixelsOf(build, product, { rows, columns, inputShape });
};

/** How the pixels of one axis fall into cells of the stride, and which windows read a cell. */
interface Cells {
  readonly size: number;
  readonly count: number;
  /** Pixels of the first cell that are padding. */
  readonly skipped: number;
  /** Windows that read a cell. */
  readonly window: number;
  /** Windows missing before the first, and after the last. */
  readonly before: number;
  readonly after: number;
}

function cellsOf(
  stride: number,
  kernel: number,
  padding: number,
  pixels: number,
  positions: number,
): Cells | undefined {
  if (stride === 1 || kernel % stride !== 0) return undefined;
  const window = kernel / stride;
  const first = Math.floor(padding / stride);
  const last = Math.floor((padding + pixels - 1) / stride);
  const before = window - 1 - first;
  const after = last - (positions - 1);
  if (before < 0 || after < 0) return undefined;
  return {
    size: stride,
    count: last - first + 1,
    skipped: padding % stride,
    window,
    before,
    after,
  };
}

/** From cell after cell to pixel after pixel, padding left out. */
function pixelsOf(
  build: GraphBuilder,
  product: Node,
  { rows, columns, inputShape }: { rows: Cells; columns: Cells; inputShape: readonly number[] },
): Node {
  const { batch, height, width, channels } = image(inputShape, "nhwc");
  const indices: number[] = [];
  for (let row = rows.skipped; row < rows.skipped + height; row++)
    for (let column = columns.skipped; column < columns.skipped + width; column++) {
      const cell = Math.floor(row / rows.size) * columns.count + Math.floor(column / columns.size);
      indices.push((cell * rows.size + (row % rows.size)) * columns.size + (column % columns.size));
    }
  const inCells = build.reshape(product, [
    batch,
    rows.count * columns.count * rows.size * columns.size,
    channels,
  ]);
  return build.reshape(build.node("gather", [inCells], { axis: 1, indices }), inputShape);
}
