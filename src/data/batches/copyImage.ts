import type { Split } from "../dataSet.js";

/** A byte as a number in [0, 1]; a look-up is faster than a division. */
const byteToUnit = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

/** Writes one example's image, as floats in [0, 1], to the start of `target`. */
export function copyImage({ images, count }: Split, example: number, target: Float32Array): void {
  const size = images.length / count;
  const start = example * size;
  if (images instanceof Float32Array) {
    target.set(images.subarray(start, start + size));
    return;
  }
  for (let index = 0; index < size; index++) {
    target[index] = byteToUnit[images[start + index] ?? 0] ?? 0;
  }
}
