/**
 * Positive numbers or fractions, such as `0.1, 36/255`.
 * @returns nothing where the text is something else
 */
export function parseRadii(text: string): number[] | undefined {
  const radii = text.split(",").map((part) => {
    const [, numerator, denominator = "1"] =
      /^\s*(\d*\.?\d+(?:e-?\d+)?)\s*(?:\/\s*(\d*\.?\d+)\s*)?$/i.exec(part) ?? [];
    return Number(numerator) / Number(denominator);
  });
  return radii.every((radius) => radius > 0 && Number.isFinite(radius)) ? radii : undefined;
}
