const float = new Float64Array(1);
const bits = new BigInt64Array(float.buffer);
const exponentBias = 1023;
const mantissaBits = 52n;

// Both 2^e and 2^-e are normal floats for these exponents, so that scaling can be undone.
const largestExponent = 1000;

/**
 * The power of two `p` with `p ≤ |value| < 2p`, kept within 2^±1000. Dividing by it brings values near
 * 1 without a rounding error, so that squares neither overflow nor underflow.
 *
 * @param value finite; 0 gives the smallest power
 */
export function powerOfTwo(value: number): number {
  float[0] = Math.abs(value);
  const exponent = Number((bits[0] ?? 0n) >> mantissaBits) - exponentBias;
  const kept = Math.max(-largestExponent, Math.min(largestExponent, exponent));
  bits[0] = BigInt(kept + exponentBias) << mantissaBits;
  return float[0];
}
