const float = new Float64Array(1);
const bits = new BigInt64Array(float.buffer);

/** The smallest Float64 above `value`; infinities and NaN are returned as they are. */
export function nextUp(value: number): number {
  if (Number.isNaN(value) || value === Infinity) return value;
  if (value === 0) return Number.MIN_VALUE;
  float[0] = value;
  bits[0] = (bits[0] ?? 0n) + (value > 0 ? 1n : -1n);
  return float[0];
}

/** The largest Float64 below `value`; infinities and NaN are returned as they are. */
export function nextDown(value: number): number {
  return -nextUp(-value);
}
