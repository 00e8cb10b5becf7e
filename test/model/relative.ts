import { assertClose } from "../gloro/close.js";

/** Asserts that two lists agree relative to the numbers themselves, however small. */
export function assertRelative(
  actual: readonly number[],
  expected: readonly number[],
  tolerance: number,
  what: string,
): void {
  const ratios = actual.map((value, i) => value / expected[i]!);
  assertClose(
    ratios,
    expected.map(() => 1),
    tolerance,
    what,
  );
}
