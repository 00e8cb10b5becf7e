import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { normal } from "../../gloro/initialisers/normal.js";

// Differences, squares, sum and root: fewer than 2^22 terms are off by less than 2^-30 together.
const rounding = 1 + 2 ** -30;

/** The L2 distance of two inputs, in Float64 and rounded up. */
export function distance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) {
    sum += ((a[index] ?? NaN) - (b[index] ?? NaN)) ** 2;
  }
  return Math.sqrt(sum) * rounding;
}

// Below this share of the radius each try of `pullInside` takes off twice what the one before did.
const firstShare = 2 ** -26;

/**
 * Pulls `input` towards `centre` until it is closer than `radius`, by no more than float32's rounding
 * asks for. One that is closer already stays as it is.
 *
 * @param radius above 0
 */
export function pullInside(input: Float32Array, centre: Float32Array, radius: number): void {
  const offset = Float64Array.from(input, (value, index) => value - (centre[index] ?? NaN));
  const shrink = radius / distance(input, centre);
  for (let share = firstShare; !(distance(input, centre) < radius); share *= 2) {
    const factor = Math.max(0, shrink * (1 - share));
    for (const [index, from] of centre.entries()) {
      input[index] = from + (offset[index] ?? NaN) * factor;
    }
  }
}

/** Adds an offset drawn evenly from the ball of this radius, clipped to the range. */
export function moveAtRandom(
  input: Float32Array,
  radius: number,
  random: RandomGenerator,
  range: readonly [low: number, high: number] | undefined,
): void {
  const direction = normal(input.length, random);
  let square = 0;
  for (const value of direction) square += value * value;
  const length = radius * uniformFloat64(random) ** (1 / input.length);
  const [low, high] = range ?? [-Infinity, Infinity];
  for (let index = 0; index < input.length; index++) {
    const moved = (input[index] ?? NaN) + ((direction[index] ?? NaN) / Math.sqrt(square)) * length;
    input[index] = Math.min(high, Math.max(low, moved));
  }
}
