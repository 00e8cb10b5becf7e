import type { Padding } from "./operations.js";

/** Number of positions of a window of `kernel` moved by `stride` over `extent` plus `padding`. */
export function convolutionOutputExtent(
  extent: number,
  kernel: number,
  stride: number,
  padding: number,
): number {
  return Math.floor((extent + padding - kernel) / stride) + 1;
}

/** TensorFlow's padding "same": as many zeros as make ⌈extent / stride⌉ positions, the odd one at the end. */
export function samePadding(extent: number, kernel: number, stride: number): [number, number] {
  const zeros = Math.max((Math.ceil(extent / stride) - 1) * stride + kernel - extent, 0);
  return [Math.floor(zeros / 2), Math.ceil(zeros / 2)];
}

/** Zeros to give the gradient at stride 1, so that a plain convolution with the flipped filter gives back the input's size. */
export function gradientPadding(padding: Padding, kernel: readonly [number, number]): Padding {
  const [height, width] = kernel;
  return [
    height - 1 - padding[0],
    height - 1 - padding[1],
    width - 1 - padding[2],
    width - 1 - padding[3],
  ];
}

/** Extent of a window of `kernel` taps that lie `dilation` apart. */
export function dilated(kernel: number, dilation: number): number {
  return (kernel - 1) * dilation + 1;
}
