import { mersenne } from "pure-rand/generator/mersenne";
import { normal } from "../../src/gloro/initialisers/normal.js";

/** `count` normal draws, the same for the same seed, rounded to float32. */
export function randomValues(count: number, seed: number): Float32Array {
  return Float32Array.from(normal(count, mersenne(seed)));
}

/** The number of entries of a shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
