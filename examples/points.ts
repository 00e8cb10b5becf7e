/** Three clouds of points around corners of the unit cube, for the examples to learn. */
export function points(count: number, features: number): { x: number[][]; y: number[] } {
  const y = Array.from({ length: count }, (_, i) => i % 3);
  const x = y.map((label, i) =>
    Array.from({ length: features }, (_, axis) =>
      // A fixed spread, so that every run sees the same points.
      axis % 3 === label ? 0.9 + 0.1 * Math.sin(i * 7 + axis) : 0.1 * Math.cos(i * 5 + axis),
    ),
  );
  return { x, y };
}
