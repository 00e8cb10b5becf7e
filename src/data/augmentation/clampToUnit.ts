/** The value itself in [0, 1], else the nearer end. */
export function clampToUnit(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}
