import type { Float64Layer } from "./float64Layer.js";
import type { LayerProduct } from "./layerProduct.js";
import type { Matrix } from "./matrix.js";
import type { MatrixProduct } from "./matrixProduct.js";

/** What a layer makes of a point in Float64. */
export interface LayerOutput {
  readonly y: Float64Array;
  /** Entry by entry the sum of the sizes of the terms behind it; of linear layers with weights. */
  readonly magnitudes: Float64Array | undefined;
}

/** Computes a layer in Float64 at several points at once: a linear one by two products for all of them. */
export async function float64Batch(
  { apply, linear }: Float64Layer,
  points: readonly Float64Array[],
  multiply: MatrixProduct,
): Promise<LayerOutput[]> {
  if (!linear) return points.map((x) => ({ y: apply(x), magnitudes: undefined }));
  const { product, bias } = linear;
  const { positions, weights, sizes } = product;
  const windows = emptyWindows(product, points.length);
  fill(windows, product, points);
  const computed = await multiply(windows, weights);
  // Gathered anew: that takes a third of the time that all windows' sizes do.
  fill(windows, product, points.map(sizesOf));
  const added = await multiply(windows, sizes);
  addBias(computed, bias);
  addBias(added, bias && sizesOf(bias));
  const size = positions * weights.columns;
  return points.map((_, point) => ({
    y: computed.values.subarray(point * size, (point + 1) * size),
    magnitudes: added.values.subarray(point * size, (point + 1) * size),
  }));
}

function emptyWindows({ positions, weights }: LayerProduct, points: number): Matrix {
  const [rows, columns] = [points * positions, weights.rows];
  return { rows, columns, values: new Float64Array(rows * columns) };
}

/** Writes the windows of each point; what is padding is never written to. */
function fill(
  { values }: Matrix,
  { positions, weights, gather }: LayerProduct,
  points: readonly Float64Array[],
): void {
  const size = positions * weights.rows;
  for (const [point, x] of points.entries()) {
    gather(x, values.subarray(point * size, (point + 1) * size));
  }
}

function sizesOf(values: Float64Array): Float64Array {
  return values.map(Math.abs);
}

function addBias({ values, columns }: Matrix, bias: Float64Array | undefined): void {
  if (!bias) return;
  for (let start = 0; start < values.length; start += columns) {
    for (let i = 0; i < columns; i++)
      values[start + i] = (values[start + i] ?? NaN) + (bias[i] ?? NaN);
  }
}
