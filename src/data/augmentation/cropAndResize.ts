import type { ImageShape } from "./augmentationStep.js";

/** A part of an image, in units of its sides. */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly side: number;
}

/**
 * Samples a box of an image at the image's own size, bilinearly: the box's corners fall on the centres
 * of the corner pixels, as in TensorFlow's `crop_and_resize`.
 */
export function cropAndResize(
  image: Float32Array,
  { height, width, channels }: ImageShape,
  { top, left, side }: Box,
  target: Float32Array,
): void {
  let index = 0;
  for (let row = 0; row < height; row++) {
    const y = sourcePosition(row, height, top, side);
    const above = Math.floor(y);
    const below = Math.min(above + 1, height - 1);
    for (let column = 0; column < width; column++) {
      const x = sourcePosition(column, width, left, side);
      const before = Math.floor(x);
      const after = Math.min(before + 1, width - 1);
      const aboveBefore = (above * width + before) * channels;
      const aboveAfter = (above * width + after) * channels;
      const belowBefore = (below * width + before) * channels;
      const belowAfter = (below * width + after) * channels;
      for (let channel = 0; channel < channels; channel++) {
        const upper = between(image, aboveBefore + channel, aboveAfter + channel, x - before);
        const lower = between(image, belowBefore + channel, belowAfter + channel, x - before);
        target[index++] = upper + (lower - upper) * (y - above);
      }
    }
  }
}

/** Where a target pixel lies in the source, along one side of `length` pixels. */
function sourcePosition(pixel: number, length: number, start: number, side: number): number {
  if (length === 1) return 0;
  return start * (length - 1) + pixel * side;
}

function between(image: Float32Array, from: number, to: number, part: number): number {
  const start = image[from] ?? 0;
  return start + ((image[to] ?? 0) - start) * part;
}
