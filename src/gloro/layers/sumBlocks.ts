/**
 * How a long sum is added up in blocks, innermost first: `[32, 14, 7]` are blocks of 32 terms, whose sums are
 * added up fourteen at a time, and those seven in the end. Within a block any order will do.
 */
export type SumBlocks = readonly number[];

// Fewer terms round less, and the sums of more blocks take longer to write and read (docs/benchmarks.md).
const denseTerms = 32;
const convolutionTerms = 64;
// So many blocks of a convolution write as many images; those of a dense layer, vectors.
const mostGroups = 16;
const mostBlocks = 128;
// Sums of blocks that are added up at once.
const mostSums = 16;

/** The blocks of a product over so many features; zeros fill the last. None where the sum is short. */
export function denseBlocks(features: number): SumBlocks | undefined {
  if (features <= 2 * denseTerms) return undefined;
  const wanted = Math.max(denseTerms, Math.ceil(features / mostBlocks));
  const divisor = largestDivisor(features, wanted);
  const terms = 2 * divisor >= wanted ? divisor : wanted;
  const blocks = Math.ceil(features / terms);
  const together = largestDivisor(blocks, mostSums);
  return together === 1 || together === blocks
    ? [terms, blocks]
    : [terms, together, blocks / together];
}

/** The blocks of a convolution: of some channels each, at all taps. None where the sum is short. */
export function convolutionBlocks(taps: number, channels: number): SumBlocks | undefined {
  if (taps * channels <= convolutionTerms) return undefined;
  const fitting = Math.max(1, Math.floor(convolutionTerms / taps));
  const together = Math.max(
    largestDivisor(channels, fitting),
    channels / largestDivisor(channels, mostGroups),
  );
  return together === channels ? undefined : [taps * together, channels / together];
}

function largestDivisor(value: number, most: number): number {
  for (let divisor = Math.min(value, most); divisor > 1; divisor--) {
    if (value % divisor === 0) return divisor;
  }
  return 1;
}
