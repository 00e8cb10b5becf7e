import { ShapeError } from "../../gloro/errors.js";
import type { Layout } from "./operations.js";

/** Extents of a batch of images by name. */
export interface ImageExtents {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Reads a 4-D shape by its layout. */
export function image(shape: readonly number[], layout: Layout): ImageExtents {
  const [a, b, c, d] = four(shape);
  return layout === "nhwc"
    ? { batch: a, height: b, width: c, channels: d }
    : { batch: a, channels: b, height: c, width: d };
}

/** The shape of a batch of images in a layout. */
export function imageShape(
  layout: Layout,
  { batch, height, width, channels }: ImageExtents,
): number[] {
  return layout === "nhwc" ? [batch, height, width, channels] : [batch, channels, height, width];
}

/** Extents of a filter by name. */
export function filterOf(
  shape: readonly number[],
  layout: Layout,
): { height: number; width: number; inputs: number; outputs: number } {
  const [a, b, c, d] = four(shape);
  return layout === "nhwc"
    ? { height: a, width: b, inputs: c, outputs: d }
    : { outputs: a, inputs: b, height: c, width: d };
}

function four(shape: readonly number[]): [number, number, number, number] {
  const [a, b, c, d] = shape;
  if (
    shape.length !== 4 ||
    a === undefined ||
    b === undefined ||
    c === undefined ||
    d === undefined
  )
    throw new ShapeError(`A convolution needs four axes, got [${shape.join()}].`);
  return [a, b, c, d];
}
