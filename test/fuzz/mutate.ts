import { uniformInt } from "pure-rand/distribution/uniformInt";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";

/** One damaged copy of some bytes. `other` is where foreign pieces come from. */
export function mutate(random: RandomGenerator, bytes: Uint8Array, other: Uint8Array): Uint8Array {
  const kinds = [flipBytes, flipBytes, truncate, splice, overwrite];
  return kinds[uniformInt(random, 0, kinds.length - 1)]!(random, bytes, other);
}

function flipBytes(random: RandomGenerator, bytes: Uint8Array): Uint8Array {
  const flipped = Uint8Array.from(bytes);
  for (let n = uniformInt(random, 1, 8); n > 0; n--) {
    flipped[uniformInt(random, 0, flipped.length - 1)] = uniformInt(random, 0, 255);
  }
  return flipped;
}

function truncate(random: RandomGenerator, bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, uniformInt(random, 0, bytes.length - 1));
}

/** Removes a piece and puts one of another length in its place, so that all that follows moves. */
function splice(random: RandomGenerator, bytes: Uint8Array, other: Uint8Array): Uint8Array {
  const [from, to] = piece(random, bytes);
  return Buffer.concat([
    bytes.subarray(0, from),
    other.subarray(...piece(random, other)),
    bytes.subarray(to),
  ]);
}

/** Writes a piece over another, as when an address or a length points somewhere else. */
function overwrite(random: RandomGenerator, bytes: Uint8Array, other: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const [from, to] = piece(random, other);
  copy.set(
    other.subarray(from, to).subarray(0, copy.length),
    uniformInt(random, 0, Math.max(0, copy.length - (to - from))),
  );
  return copy;
}

const longestPiece = 64;

function piece(random: RandomGenerator, { length }: Uint8Array): [number, number] {
  const from = uniformInt(random, 0, length - 1);
  return [from, Math.min(length, from + uniformInt(random, 0, longestPiece))];
}
