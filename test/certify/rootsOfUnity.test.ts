import assert from "node:assert/strict";
import { rootError, rootsOfUnity } from "../../src/certify/rootsOfUnity.js";

const one = 1n << 120n;
// π to 40 digits, in units of 2^-120.
const pi = (31415926535897932384626433832795028841971n * one) / 10n ** 40n;

/** `e^(2πi·k/count)` by its Taylor series in fixed point. */
function exactRoot(k: number, count: number): [real: bigint, imaginary: bigint] {
  const angle = (2n * pi * BigInt(k)) / BigInt(count);
  const sums: [bigint, bigint] = [0n, 0n];
  let term = one;
  for (let n = 0; n < 80; n++) {
    sums[n % 2 === 0 ? 0 : 1] += n % 4 < 2 ? term : -term;
    term = (term * angle) / one / BigInt(n + 1);
  }
  return sums;
}

const distance = (value: number, exact: bigint) => {
  const difference = BigInt(Math.round(value * 2 ** 60)) * (1n << 60n) - exact;
  return Number(difference < 0n ? -difference : difference) / 2 ** 120;
};

describe("rootsOfUnity", () => {
  it("are within the stated error of the exact roots, by far", () => {
    for (const count of [1, 2, 3, 7, 15, 34, 56, 113, 227]) {
      rootsOfUnity(count).forEach(({ real, imaginary }, k) => {
        const [exactReal, exactImaginary] = exactRoot(k, count);
        // Rounding to a whole multiple of 2^-60 is small against what is allowed.
        const error = Math.max(distance(real, exactReal), distance(imaginary, exactImaginary));
        assert.ok(error < rootError / 8, `root ${k} of ${count} is off by ${error}`);
      });
    }
  });
});
