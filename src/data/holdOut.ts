import type { Split } from "./dataSet.js";
import { randomStream } from "./random/randomStream.js";
import { shuffledOrder } from "./random/shuffledOrder.js";
import { sharedBytes, sharedFloats, sharedIntegers } from "./sharedMemory.js";

/**
 * Divides a split by chance: both parts keep the order of their examples, and have at least one.
 *
 * @param fraction - how much of the split becomes `test`, between 0 and 1
 * @param seed - the same seed holds out the same examples
 */
export function holdOut(
  split: Split,
  fraction: number,
  seed: number,
): { train: Split; test: Split } {
  const order = shuffledOrder(split.count, randomStream(seed));
  const testCount = Math.min(Math.max(Math.round(fraction * split.count), 1), split.count - 1);
  return {
    test: pick(split, order.slice(0, testCount).sort()),
    train: pick(split, order.slice(testCount).sort()),
  };
}

function pick(split: Split, examples: Uint32Array): Split {
  const size = split.images.length / split.count;
  const allocate = split.images instanceof Uint8Array ? sharedBytes : sharedFloats;
  const images = allocate(examples.length * size, "A part of the images");
  const labels = sharedIntegers(examples.length, "A part of the labels");
  examples.forEach((example, row) => {
    images.set(split.images.subarray(example * size, (example + 1) * size), row * size);
    labels[row] = split.labels[example] ?? 0;
  });
  return { count: examples.length, images, labels };
}
