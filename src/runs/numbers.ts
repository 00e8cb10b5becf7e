/** `0.9637` as `96.37%`. */
export function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(2)}%`;
}

/** A number in at most `digits` significant digits, without trailing zeros: `0.141`, `1.2e-7`. */
export function significant(value: number, digits = 4): string {
  return String(Number(value.toPrecision(digits)));
}
