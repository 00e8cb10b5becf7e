import { windowAxis } from "../../gloro/layers/windowAxis.js";
import type { WindowAxis } from "../../gloro/layers/windowAxis.js";

/** Windows over `[height, width, channels]`. */
export interface ImageWindows {
  readonly inputShape: readonly number[];
  readonly size: readonly [height: number, width: number];
  readonly strides: readonly [height: number, width: number];
  readonly padding: "same" | "valid";
}

/** The attributes by which ONNX lays the windows of a convolution or a pooling as TensorFlow does. */
export function windowAttributes({
  inputShape,
  size,
  strides,
  padding,
}: ImageWindows): Record<"kernel_shape" | "strides" | "pads", readonly number[]> {
  const [height = 0, width = 0] = inputShape;
  const vertical = windowAxis(height, size[0], strides[0], padding);
  const horizontal = windowAxis(width, size[1], strides[1], padding);
  return {
    kernel_shape: size,
    strides,
    pads: [vertical.before, horizontal.before, after(vertical), after(horizontal)],
  };
}

/** Pixels of padding behind the last of the image. */
function after({ input, size, stride, output, before }: WindowAxis): number {
  return Math.max((output - 1) * stride + size - input - before, 0);
}
