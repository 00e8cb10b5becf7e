import { exactly } from "./upperBound.js";

/** A complex number. */
export interface Complex {
  readonly real: number;
  readonly imaginary: number;
}

/**
 * At least the error of each part of `rootsOfUnity`. JavaScript promises no accuracy of `cos` and
 * `sin`; V8's are within an ulp (2^-53) and the angle within 2^-48, which the test compares with exact
 * arithmetic. 2^-44 costs less than 1e-10 of a bound.
 */
export const rootError = exactly(2 ** -44);

/** The complex numbers `e^(2πi·k/count)` for k below `count`. */
export function rootsOfUnity(count: number): Complex[] {
  return Array.from({ length: count }, (_, k) => {
    const angle = (2 * Math.PI * k) / count;
    return { real: Math.cos(angle), imaginary: Math.sin(angle) };
  });
}
