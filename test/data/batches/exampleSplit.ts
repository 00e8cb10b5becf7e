import type { Split } from "../../../src/data/dataSet.js";

/** `count` images of 1 × 2 × 1 whose two bytes, and whose label, tell which example they are. */
export function exampleSplit(count: number): Split {
  const images = new Uint8Array(2 * count);
  const labels = new Int32Array(count);
  for (let example = 0; example < count; example++) {
    images.set([example % 256, Math.floor(example / 256)], 2 * example);
    labels[example] = example;
  }
  return { count, images, labels };
}

export const exampleShape = [1, 2, 1];
