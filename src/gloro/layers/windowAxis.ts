/** How windows lie along one axis of an image. */
export interface WindowAxis {
  /** Pixels of the image. */
  readonly input: number;
  /** Pixels of a window. */
  readonly size: number;
  readonly stride: number;
  /** Windows; below 1 where none fits. */
  readonly output: number;
  /** Pixels of padding before the first of the image: window o begins at `o·stride − before`. */
  readonly before: number;
}

/** Lays windows along an axis as TensorFlow does: of odd padding, the larger part comes after. */
export function windowAxis(
  input: number,
  size: number,
  stride: number,
  padding: "same" | "valid",
): WindowAxis {
  if (padding === "valid") {
    return { input, size, stride, output: Math.ceil((input - size + 1) / stride), before: 0 };
  }
  const output = Math.ceil(input / stride);
  const total = Math.max((output - 1) * stride + size - input, 0);
  return { input, size, stride, output, before: Math.floor(total / 2) };
}

/** The pixels of the image that each window reads, from `start` to before `end`. */
export function readPixels(
  windows: WindowAxis,
): { readonly start: number; readonly end: number }[] {
  const { input, size, stride, output, before } = windows;
  return Array.from({ length: output }, (_, window) => {
    const first = window * stride - before;
    return { start: Math.max(first, 0), end: Math.min(first + size, input) };
  });
}
