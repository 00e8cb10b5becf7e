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
  const windows = gathered(product, points);
  const computed = await multiply(windows, product.weights);
  const sizes = await multiply(absolute(windows), product.sizes);
  const size = product.positions * product.weights.columns;
  const of = ({ values }: Matrix, point: number, shift: Float64Array | undefined) =>
    withBias(values.slice(point * size, (point + 1) * size), shift);
  const biasSizes = bias?.map(Math.abs);
  return points.map((_, point) => ({
    y: of(computed, point, bias),
    magnitudes: of(sizes, point, biasSizes),
  }));
}

function gathered(
  { positions, weights, gather }: LayerProduct,
  points: readonly Float64Array[],
): Matrix {
  const size = positions * weights.rows;
  const values = new Float64Array(points.length * size);
  for (const [point, x] of points.entries()) {
    gather(x, values.subarray(point * size, (point + 1) * size));
  }
  return { rows: points.length * positions, columns: weights.rows, values };
}

function absolute({ rows, columns, values }: Matrix): Matrix {
  return { rows, columns, values: values.map(Math.abs) };
}

function withBias(values: Float64Array, bias: Float64Array | undefined): Float64Array {
  if (!bias) return values;
  for (let i = 0; i < values.length; i++)
    values[i] = (values[i] ?? NaN) + (bias[i % bias.length] ?? NaN);
  return values;
}
