import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { orthogonal } from "./orthogonal.js";

/** The ways in which a weight may start. */
export type InitialiserName = "orthogonal" | "zeros";

/** The values of a new weight of the given shape. */
export type Initialiser = (shape: readonly number[], random: RandomGenerator) => Float32Array;

export const initialisers: { [K in InitialiserName]: Initialiser } = {
  orthogonal,
  zeros: (shape) => new Float32Array(shape.reduce((product, size) => product * size, 1)),
};
