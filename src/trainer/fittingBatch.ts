/**
 * The largest power of two that is at most half of a batch for which there was no memory, and for which
 * there should be.
 *
 * @param memoryOf about how many bytes a step takes at a batch size.
 * @param available bytes; where it is not known, half is taken to fit.
 * @returns nothing where even a batch of 1 would not fit.
 */
export function fittingBatch(
  batchSize: number,
  memoryOf: (batchSize: number) => number,
  available = Infinity,
): number | undefined {
  if (batchSize < 2) return undefined;
  let size = 2 ** Math.floor(Math.log2(batchSize / 2));
  // A step's values are as many a batch plus what does not depend on it.
  const [one, half] = [memoryOf(1), memoryOf(size)];
  const perExample = size === 1 ? 0 : (half - one) / (size - 1);
  while (size > 1 && one + (size - 1) * perExample > available) size /= 2;
  return one > available ? undefined : size;
}
