import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { orthogonal } from "./orthogonal.js";

/** The way in which a weight starts: a word, or one value everywhere. */
export type Initialiser = InitialiserName | { readonly constant: number };

/** The ways that have a word. */
export type InitialiserName = "orthogonal" | "zeros" | "ones";

const named: {
  [K in InitialiserName]: (shape: readonly number[], random: RandomGenerator) => Float32Array;
} = {
  orthogonal,
  zeros: (shape) => filled(shape, 0),
  ones: (shape) => filled(shape, 1),
};

/** The values of a new weight of the given shape. */
export function initialValues(
  initialiser: Initialiser,
  shape: readonly number[],
  random: RandomGenerator,
): Float32Array {
  return typeof initialiser === "string"
    ? named[initialiser](shape, random)
    : filled(shape, initialiser.constant);
}

function filled(shape: readonly number[], value: number): Float32Array {
  return new Float32Array(shape.reduce((product, size) => product * size, 1)).fill(value);
}
