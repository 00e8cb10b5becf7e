import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import type { ImageShape } from "../../../src/data/augmentation/augmentationStep.js";
import { randomStream } from "../../../src/data/random/randomStream.js";

/** Shapes that go wrong easily: grey, colour, not square, one pixel wide. */
export const shapes: readonly ImageShape[] = [
  { height: 28, width: 28, channels: 1 },
  { height: 8, width: 5, channels: 3 },
  { height: 1, width: 6, channels: 2 },
  { height: 7, width: 1, channels: 3 },
];

/** An image of random values, a tenth of them 0 and a tenth 1. */
export function randomImage({ height, width, channels }: ImageShape, seed: number): Float32Array {
  const random = randomStream(seed);
  return Float32Array.from({ length: height * width * channels }, () =>
    Math.min(Math.max(1.25 * uniformFloat64(random) - 0.125, 0), 1),
  );
}

/** The value at a place, 0 outside the image. */
export function at(
  image: Float32Array,
  { height, width, channels }: ImageShape,
  row: number,
  column: number,
  channel: number,
): number {
  if (row < 0 || row >= height || column < 0 || column >= width) return 0;
  return image[(row * width + column) * channels + channel]!;
}

/** An image given value by value. */
export function imageFrom(
  { height, width, channels }: ImageShape,
  value: (row: number, column: number, channel: number) => number,
): Float32Array {
  const image = new Float32Array(height * width * channels);
  let index = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      for (let channel = 0; channel < channels; channel++) {
        image[index++] = value(row, column, channel);
      }
    }
  }
  return image;
}
