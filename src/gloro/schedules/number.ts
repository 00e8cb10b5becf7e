/** A decimal number, as schedules write it: `0.5`, `1.`, `1e-6`. */
export const numberPattern = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;

const wholeNumber = new RegExp(`^${numberPattern}$`);

/** The number that `text` writes, or undefined. */
export function parseNumber(text: string): number | undefined {
  return wholeNumber.test(text.trim()) ? Number(text) : undefined;
}
