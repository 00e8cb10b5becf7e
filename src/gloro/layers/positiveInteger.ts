import { ShapeError } from "../errors.js";

/** `value`, checked: a size of a layer that is no positive integer is a ShapeError naming it. */
export function positiveInteger(value: number, layer: string, what: string): number {
  if (!Number.isInteger(value) || value < 1) {
    throw new ShapeError(`Layer "${layer}": ${what} must be a positive integer, got ${value}.`);
  }
  return value;
}
