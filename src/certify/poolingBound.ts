import { convolutionAxis, readings, type ConvolutionAxis } from "./convolution.js";
import { gramBound } from "./denseBound.js";
import type { PoolingLayer } from "./layers.js";
import type { Matrix } from "./matrix.js";
import type { ProvenBound } from "./provenBound.js";
import {
  constantUp,
  estimate,
  multiplyUp,
  wholeSquareRootUp,
  type UpperBound,
} from "./upperBound.js";

/**
 * Bounds the norm of average pooling, which acts on rows and on columns apart: the product of the norms
 * of two explicit matrices.
 *
 * @throws ShapeError where no window fits
 */
export function averagePoolingBound(layer: PoolingLayer<"averagePooling2d">): ProvenBound {
  const [vertical, horizontal] = meansMatrices(layer).map(gramBound);
  if (!vertical || !horizontal) throw new Error("An image has two axes.");
  return {
    ...vertical,
    bound: multiplyUp(vertical.bound, horizontal.bound),
    lowerBound: estimate(vertical.lowerBound * horizontal.lowerBound),
  };
}

/**
 * Bounds the Lipschitz constant of max pooling by the root of the largest number of windows that read
 * one pixel: the maximum of a window moves by at most what its most moved pixel does, and the windows
 * for which that is one pixel are no more than read it. A pixel that leads in all of them attains it.
 *
 * @throws ShapeError where no window fits
 */
export function maxPoolingBound(layer: PoolingLayer<"maxPooling2d">): UpperBound {
  return wholeSquareRootUp(
    axesOf(layer).reduce((product, axis) => product * mostReadings(axis), 1),
  );
}

/** The pixels that each window reads, and the channels of the image. @throws ShapeError */
export function poolingWindows(layer: PoolingLayer<string>): {
  readonly windows: readonly (readonly number[])[];
  readonly channels: number;
} {
  const [vertical, horizontal] = axesOf(layer);
  if (!vertical || !horizontal) throw new Error("An image has two axes.");
  const columns = readings(horizontal);
  const windows = Array.from({ length: vertical.output * horizontal.output }, (): number[] => []);
  for (const row of readings(vertical)) {
    for (const column of columns) {
      const window = row.output * horizontal.output + column.output;
      windows[window]?.push(row.input * horizontal.input + column.input);
    }
  }
  return { windows, channels: layer.inputShape[2] };
}

function axesOf({ poolSize, strides, padding, inputShape }: PoolingLayer<string>) {
  return ([0, 1] as const).map((axis) =>
    convolutionAxis(inputShape[axis], poolSize[axis], strides[axis], padding),
  );
}

/**
 * The means along each axis, a row of a matrix each, rounded up in Float32: pooling is the Kronecker
 * product of the two, channel by channel.
 */
export function meansMatrices(layer: PoolingLayer<"averagePooling2d">): Matrix[] {
  return axesOf(layer).map(meansMatrix);
}

function meansMatrix(axis: ConvolutionAxis): Matrix {
  const { input, output } = axis;
  const read = readings(axis);
  const counts = new Array<number>(output).fill(0);
  for (const reading of read) counts[reading.output] = (counts[reading.output] ?? 0) + 1;
  const values = new Float64Array(output * input);
  for (const { output: window, input: pixel } of read) {
    // Shares rounded up make a larger norm: no entry is negative.
    values[window * input + pixel] = constantUp(1 / (counts[window] ?? 1));
  }
  return { rows: output, columns: input, values };
}

function mostReadings(axis: ConvolutionAxis): number {
  const counts = new Array<number>(axis.input).fill(0);
  for (const { input } of readings(axis)) counts[input] = (counts[input] ?? 0) + 1;
  return Math.max(...counts);
}
