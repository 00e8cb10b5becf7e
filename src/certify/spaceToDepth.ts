import type { Convolution, ConvolutionAxis } from "./convolution.js";

/** An axis after space-to-depth by the stride: pixels become phases × coarser pixels, stride 1. */
export interface CoarseAxis {
  /** Taps on the coarser pixels: ⌈kernel / stride⌉. */
  readonly taps: number;
  /** Places within a coarser pixel that the kernel reads. */
  readonly phases: number;
  /** The pixels of the smallest torus on which circular convolution gives every output its value. */
  readonly side: number;
}

/**
 * An axis of a zero-padded, strided convolution in coarser pixels. Output o reads the coarse pixels
 * `o .. o + taps − 1`, of which those from `first` to `last` hold pixels of the image and the others
 * zeros. Around a torus every place that should read zeros must meet zeros again; the zeros before the
 * image may be those behind it.
 */
export function coarseAxis({ input, kernel, stride, output, before }: ConvolutionAxis): CoarseAxis {
  const taps = Math.ceil(kernel / stride);
  const phases = Math.min(stride, kernel);
  // Outputs that share no pixel are each a block of their own: one frequency says all.
  if (taps === 1) return { taps, phases, side: 1 };
  const lastRead = output + taps - 2;
  const first = Math.floor(before / stride);
  const last = Math.min(lastRead, Math.floor((input - 1 + before) / stride));
  const side = Math.max(
    output,
    last - first + 1,
    first > 0 ? last + 1 : 0,
    lastRead > last ? lastRead + 1 - first : 0,
  );
  return { taps, phases, side };
}

/** Kernel of the convolution of stride 1 on the coarser pixels, its channels ordered by phase. */
export function coarseKernel(
  { vertical, horizontal, channels, filters, kernel }: Convolution,
  down: CoarseAxis,
  across: CoarseAxis,
): Float64Array {
  const depth = down.phases * across.phases * channels;
  const coarse = new Float64Array(down.taps * across.taps * depth * filters);
  for (let row = 0; row < vertical.kernel; row++) {
    for (let column = 0; column < horizontal.kernel; column++) {
      const tap =
        Math.floor(row / vertical.stride) * across.taps + Math.floor(column / horizontal.stride);
      const phase = (row % vertical.stride) * across.phases + (column % horizontal.stride);
      const size = channels * filters;
      const from = (row * horizontal.kernel + column) * size;
      coarse.set(kernel.subarray(from, from + size), (tap * depth + phase * channels) * filters);
    }
  }
  return coarse;
}
