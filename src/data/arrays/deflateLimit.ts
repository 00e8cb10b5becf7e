// Deflate spends at least one bit on a match of 258 bytes, and a match has two codes: 1032 to 1.
const largestRatio = 1032;
const smallestStream = 16;

/** Whether compressed data of this length can hold as many bytes as a header claims. */
export function deflateCanHold(claimedBytes: number, compressedBytes: number): boolean {
  return claimedBytes <= largestRatio * (compressedBytes + smallestStream);
}
