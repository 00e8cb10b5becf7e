import { GloroError } from "../errors.js";

/** `value`, checked: a setting of a layer that is no finite number is a GloroError naming it. */
export function finiteNumber(value: number, layer: string, what: string): number {
  if (!Number.isFinite(value)) {
    throw new GloroError(`Layer "${layer}": ${what} must be a finite number, got ${value}.`);
  }
  return value;
}
