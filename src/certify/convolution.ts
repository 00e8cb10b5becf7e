import { ShapeError } from "../gloro/errors.js";

/** How a zero-padded convolution reads one axis of its input. */
export interface ConvolutionAxis {
  /** Pixels of the input. */
  readonly input: number;
  /** Pixels of the kernel. */
  readonly kernel: number;
  readonly stride: number;
  /** Pixels of the output. */
  readonly output: number;
  /** Pixels of zeros before the first: output o reads the inputs `o·stride − before + (0..kernel−1)`. */
  readonly before: number;
}

/** A two-dimensional convolution without bias, as a linear map on inputs of one size. */
export interface Convolution {
  readonly vertical: ConvolutionAxis;
  readonly horizontal: ConvolutionAxis;
  /** Channels of the input. */
  readonly channels: number;
  /** Channels of the output. */
  readonly filters: number;
  /** `height × width × channels × filters`, row-major. */
  readonly kernel: Float64Array;
}

/** `same` pads with zeros as TensorFlow does: the odd one goes to the end. `valid` does not pad. */
export type Padding = "same" | "valid";

/**
 * Lays a kernel along one axis.
 *
 * @throws ShapeError for sizes below 1, or a kernel that does not fit into an unpadded input
 */
export function convolutionAxis(
  input: number,
  kernel: number,
  stride: number,
  padding: Padding,
): ConvolutionAxis {
  if (![input, kernel, stride].every((size) => Number.isSafeInteger(size) && size >= 1)) {
    throw new ShapeError(
      `A convolution needs whole sizes of at least 1, got input ${input}, kernel ${kernel}, stride ${stride}.`,
    );
  }
  if (padding === "same") {
    const output = Math.ceil(input / stride);
    const zeros = Math.max((output - 1) * stride + kernel - input, 0);
    return { input, kernel, stride, output, before: Math.floor(zeros / 2) };
  }
  if (kernel > input) {
    throw new ShapeError(
      `A kernel of ${kernel} does not fit into an input of ${input} without padding. Use "same" padding.`,
    );
  }
  return { input, kernel, stride, output: Math.floor((input - kernel) / stride) + 1, before: 0 };
}

/** An output pixel, a tap of the kernel, and the input pixel that it reads, along one axis. */
export interface Reading {
  readonly output: number;
  readonly tap: number;
  readonly input: number;
}

/** Every reading along an axis that does not fall on the padding, in the order of the outputs. */
export function readings({ input, kernel, stride, output, before }: ConvolutionAxis): Reading[] {
  const found: Reading[] = [];
  for (let out = 0; out < output; out++) {
    for (let tap = 0; tap < kernel; tap++) {
      const pixel = out * stride - before + tap;
      if (pixel >= 0 && pixel < input) found.push({ output: out, tap, input: pixel });
    }
  }
  return found;
}
