import { GloroError, UnknownWordError } from "./errors.js";

/** What an option of a loss or an optimizer may be. */
export interface AllowedValue {
  /** As after "must be". */
  readonly what: string;
  holds(value: unknown): boolean;
}

/** A number from 0, below 1. */
export const fraction: AllowedValue = {
  what: "a number from 0, below 1",
  holds: (value) => typeof value === "number" && value >= 0 && value < 1,
};

/** A finite number above 0. */
export const positive: AllowedValue = {
  what: "a positive number",
  holds: (value) => typeof value === "number" && value > 0 && value < Infinity,
};

/** A finite number from 0. */
export const fromZero: AllowedValue = {
  what: "a number from 0",
  holds: (value) => typeof value === "number" && value >= 0 && value < Infinity,
};

/**
 * Checks the options that a config gives `owner` ("the optimizer adam"), which has those in `known`.
 * Throws UnknownWordError for another one, GloroError for a value that is not allowed.
 */
export function checkOptions<K extends string>(
  owner: string,
  options: object,
  known: readonly K[],
  allowed: Readonly<Record<K, AllowedValue>>,
): void {
  for (const [key, value] of Object.entries(options) as [string, unknown][]) {
    const option = known.find((each) => each === key);
    if (!option) throw new UnknownWordError(`option of ${owner}`, key, known);
    if (!allowed[option].holds(value)) {
      throw new GloroError(
        `The option ${option} of ${owner} must be ${allowed[option].what}, got ` +
          `${JSON.stringify(value)}.`,
      );
    }
  }
}
