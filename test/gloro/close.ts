import assert from "node:assert/strict";

/** Asserts that two lists agree to `tolerance` of the larger of 1 and the expected size. */
export function assertClose(
  actual: readonly number[],
  expected: readonly number[],
  tolerance: number,
  what: string,
): void {
  assert.equal(actual.length, expected.length, `${what}: length`);
  for (const [i, value] of expected.entries()) {
    assert.ok(
      Math.abs(actual[i]! - value) <= tolerance * Math.max(1, Math.abs(value)),
      `${what}, entry ${i}: got ${actual[i]!}, expected ${value}`,
    );
  }
}
