/** The smallest normal float32: some processors take those below it for 0. */
const smallestNormal = 2 ** -126;

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** The smallest float32 that is not below `value` ≥ 0, and not between 0 and the smallest normal one. */
export function float32Up(value: number): number {
  if (value === 0) return 0;
  const nearest = Math.fround(Math.max(value, smallestNormal));
  if (nearest >= value) return nearest;
  float[0] = nearest;
  bits[0] = (bits[0] ?? 0) + 1;
  return float[0];
}
