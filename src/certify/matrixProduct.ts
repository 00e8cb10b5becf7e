import type { Matrix } from "./matrix.js";

/**
 * Multiplies matrices in Float64, as `float64` in floatModel.ts has it: each entry one sum of products, in
 * any order. So that a library may do it; the proof holds whichever does.
 */
export type MatrixProduct = (a: Matrix, b: Matrix) => Promise<Matrix>;
