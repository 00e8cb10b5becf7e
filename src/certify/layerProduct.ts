import { readings, type Convolution } from "./convolution.js";
import type { Matrix } from "./matrix.js";

/** A linear layer as a product of matrices: what each position of its output reads, times the weights. */
export interface LayerProduct {
  /** Positions of the output. */
  readonly positions: number;
  /** Terms of a position × outputs of a position. */
  readonly weights: Matrix;
  /** The sizes of the weights, of what they are made of where they were added up. */
  readonly sizes: Matrix;
  /** Writes what the positions read of one input, `positions × terms`; entries that read nothing stay. */
  readonly gather: (x: Float64Array, into: Float64Array) => void;
}

/** A dense kernel, inputs × outputs, reads all of the input at its one position. */
export function denseProduct(weights: Matrix): LayerProduct {
  return {
    positions: 1,
    weights,
    sizes: { ...weights, values: weights.values.map(Math.abs) },
    gather: (x, into) => {
      into.set(x);
    },
  };
}

/**
 * A convolution reads, at each pixel of its output, the channels of a window of pixels; zeros as padding.
 *
 * @param sizes of the kernel's weights
 */
export function convolutionProduct(
  { vertical, horizontal, channels, filters, kernel }: Convolution,
  sizes: Float64Array = kernel.map(Math.abs),
): LayerProduct {
  const terms = kernel.length / filters;
  const columns = readings(horizontal);
  const windows = readings(vertical).flatMap((row) =>
    columns.map((column) => ({
      from: (row.input * horizontal.input + column.input) * channels,
      to:
        (row.output * horizontal.output + column.output) * terms +
        (row.tap * horizontal.kernel + column.tap) * channels,
    })),
  );
  return {
    positions: vertical.output * horizontal.output,
    weights: { rows: terms, columns: filters, values: kernel },
    sizes: { rows: terms, columns: filters, values: sizes },
    gather: (x, into) => {
      for (const { from, to } of windows) {
        for (let c = 0; c < channels; c++) into[to + c] = x[from + c] ?? NaN;
      }
    },
  };
}
