import assert from "node:assert/strict";
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { averagingNorm } from "../../../src/gloro/layers/averagingNorm.js";
import { readPixels, windowAxis } from "../../../src/gloro/layers/windowAxis.js";
import type { WindowAxis } from "../../../src/gloro/layers/windowAxis.js";

/** The largest singular value of the explicit matrix of means. */
function truth(windows: WindowAxis): number {
  const rows = readPixels(windows).map(({ start, end }) =>
    Array.from({ length: windows.input }, (_, pixel) =>
      pixel >= start && pixel < end ? 1 / (end - start) : 0,
    ),
  );
  return new SingularValueDecomposition(new Matrix(rows), { autoTranspose: true }).norm2;
}

/** ‖Ax‖/‖x‖ for an x that A stretches nearly as far as any. */
function powerMethod(windows: WindowAxis): number {
  const read = readPixels(windows);
  let x = new Float64Array(windows.input).fill(1);
  let ratio = 0;
  for (let round = 0; round < 20; round++) {
    const sums = new Float64Array(windows.input + 1);
    for (const [pixel, value] of x.entries()) sums[pixel + 1] = sums[pixel]! + value;
    const means = read.map(({ start, end }) => (sums[end]! - sums[start]!) / (end - start));
    ratio = Math.hypot(...means) / Math.hypot(...x);
    const steps = new Float64Array(windows.input + 1);
    for (const [window, { start, end }] of read.entries()) {
      steps[start]! += means[window]! / (end - start);
      steps[end]! -= means[window]! / (end - start);
    }
    let given = 0;
    x = Float64Array.from(x, (_, pixel) => (given += steps[pixel]!));
  }
  return ratio;
}

describe("averagingNorm", () => {
  for (const padding of ["same", "valid"] as const) {
    it(`is the largest singular value, from above and to 1e-11: padding ${padding}`, () => {
      for (const input of [1, 2, 3, 7, 8, 32, 61])
        for (const size of [1, 2, 3, 5, 8])
          for (const stride of [1, 2, 3, 7]) {
            const windows = windowAxis(input, size, stride, padding);
            if (windows.output < 1) continue;
            const [found, expected] = [averagingNorm(windows), truth(windows)];
            // ml-matrix's own rounding is below 1e-13.
            const excess = found / expected - 1;
            assert.ok(
              excess > -1e-13 && excess < 1e-11,
              `${JSON.stringify(windows)}: ${found} for ${expected}`,
            );
          }
    });
  }

  it("is an upper bound, close and quick, for more windows than can be squared", () => {
    for (const padding of ["same", "valid"] as const)
      for (const [size, stride] of [
        [3, 1],
        [9, 2],
        [4000, 1],
      ] as const) {
        const windows = windowAxis(4096, size, stride, padding);
        if (windows.output <= 512) continue;
        const excess = averagingNorm(windows) / powerMethod(windows) - 1;
        assert.ok(excess > 0 && excess < 0.5, `${padding}, ${size}, ${stride}: ${excess}`);
      }
  });
});
