import type { Matrix } from "../../src/certify/matrix.js";

/**
 * Whether `bound` is above the spectral norm, decided without any rounding: all leading minors of
 * `bound²·I − AᵀA` are positive, by fraction-free elimination (Bareiss) in whole numbers.
 */
export function exceedsSpectralNorm(bound: number, { rows, columns, values }: Matrix): boolean {
  const unit = smallestExponent([bound, ...values]);
  const a = Array.from(values, (value) => inUnits(value, unit));
  const square = inUnits(bound, unit) ** 2n;
  const m = Array.from({ length: columns }, (_, i) =>
    Array.from({ length: columns }, (_, j) => {
      let sum = i === j ? square : 0n;
      for (let row = 0; row < rows; row++) sum -= a[row * columns + i]! * a[row * columns + j]!;
      return sum;
    }),
  );
  let previous = 1n;
  for (let k = 0; k < columns; k++) {
    const pivot = m[k]![k]!;
    if (pivot <= 0n) return false;
    for (let i = k + 1; i < columns; i++) {
      for (let j = k + 1; j < columns; j++) {
        m[i]![j] = (m[i]![j]! * pivot - m[i]![k]! * m[k]![j]!) / previous;
      }
    }
    previous = pivot;
  }
  return true;
}

const mantissaBits = 52;

/** Every value is a whole multiple of 2 to this power. */
function smallestExponent(values: readonly number[]): number {
  const exponents = values
    .filter((value) => value !== 0)
    .map((value) => Math.floor(Math.log2(Math.abs(value))) - mantissaBits - 1);
  return Math.max(-1074, Math.min(...exponents));
}

/** `value / 2^unit`, in whole numbers; exact in two steps, as 2^-unit may overflow. */
function inUnits(value: number, unit: number): bigint {
  const half = Math.floor(unit / 2);
  return BigInt(value * 2 ** -half * 2 ** -(unit - half));
}
