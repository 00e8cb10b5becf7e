import { InvalidArgumentError } from "commander";

/** A whole number from 1 on, for an option. */
export function parseCount(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new InvalidArgumentError("Write a whole number from 1 on.");
  }
  return value;
}

/** Whole numbers from 1 on, such as `28,28,1`. */
export function parseCounts(text: string): number[] {
  return text.split(",").map(parseCount);
}

/** Positive numbers or fractions, such as `0.1,36/255`. */
export function parseRadii(text: string): number[] {
  return text.split(",").map(parseRadius);
}

/** A positive number or fraction, such as `36/255`. */
export function parseRadius(text: string): number {
  const [, numerator, denominator = "1"] = /^\s*([\d.]+)\s*(?:\/\s*([\d.]+)\s*)?$/.exec(text) ?? [];
  const value = Number(numerator) / Number(denominator);
  if (!(value > 0) || !Number.isFinite(value)) {
    throw new InvalidArgumentError("Write positive numbers or fractions, such as 0.1,36/255.");
  }
  return value;
}
