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
});
