import { GloroError, UnknownWordError } from "../errors.js";
import { activations } from "./activated.js";
import type { BackboneOptions } from "./cxCC2F.js";

/** What an architecture may be told; not each takes all. */
export type ArchitectureOptions = BackboneOptions;
export type ArchitectureOption = keyof ArchitectureOptions;

/** What each option must be. */
const allowed: {
  readonly [K in ArchitectureOption]-?: { what: string; holds(value: unknown): boolean };
} = {
  activation: {
    what: activations.join(" or "),
    holds: (value) => activations.some((known) => known === value),
  },
  width: { what: "a positive integer", holds: isPositiveInteger },
  stemStride: { what: "a positive integer", holds: isPositiveInteger },
  unitColumns: { what: "true or false", holds: (value) => typeof value === "boolean" },
};

/**
 * Checks what the architecture `name`, which takes the options `known`, is told. Throws UnknownWordError
 * for another option, GloroError for a value out of range.
 */
export function checkOptions(
  name: string,
  known: readonly ArchitectureOption[],
  options: ArchitectureOptions,
): void {
  for (const [key, value] of Object.entries(options)) {
    if (value === undefined) continue;
    const option = known.find((each) => each === key);
    if (!option) throw new UnknownWordError(`option of the architecture ${name}`, key, known);
    if (!allowed[option].holds(value)) {
      throw new GloroError(
        `Architecture ${name}: ${option} must be ${allowed[option].what}, got ${JSON.stringify(value)}.`,
      );
    }
  }
}

function isPositiveInteger(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) > 0;
}
