import assert from "node:assert/strict";
import type { DenseLayer } from "../../src/certify/layers.js";
import { marginConstants } from "../../src/certify/marginConstants.js";
import { exactly } from "../../src/certify/upperBound.js";
import { random } from "./random.js";

function head(inputs: number, outputs: number, kernel: Float32Array | Float64Array): DenseLayer {
  return {
    kind: "dense",
    name: "head",
    kernel,
    inputs,
    outputs,
    bias: undefined,
    hasUnitColumns: false,
  };
}

/** Whether `constant ≥ 2·‖column j − column i‖` in whole numbers of 2^-200. */
function isAtLeast(constant: number, kernel: Float64Array, j: number, i: number): boolean {
  const whole = (value: number) => BigInt(value * 2 ** 100) << 100n;
  let squares = 0n;
  for (let row = 0; row < kernel.length; row += 3) {
    squares += (whole(kernel[row + j]!) - whole(kernel[row + i]!)) ** 2n;
  }
  return whole(constant) ** 2n >= 4n * squares;
}

describe("marginConstants", () => {
  it("is L_sub times the distance of two columns, rounded up", () => {
    for (let seed = 0; seed < 200; seed++) {
      const rows = 1 + (seed % 9);
      // Full doubles of mixed sizes, so that differences are rounded too.
      const kernel = random(seed)
        .floats(rows * 3)
        .map((value, i) => Math.fround(value) / 3 ** (i % 5));
      const { values } = marginConstants(head(rows, 3, kernel), exactly(2));
      for (const [j, i] of [
        [0, 1],
        [0, 2],
        [2, 1],
      ] as const) {
        const constant = values[j * 3 + i]!;
        assert.ok(isAtLeast(constant, kernel, j, i), `seed ${seed}, ${j} ${i}: ${constant}`);
        assert.ok(!isAtLeast(constant * (1 - 1e-12), kernel, j, i), `seed ${seed}: ${constant}`);
        assert.equal(values[i * 3 + j], constant);
      }
    }
  });

  it("is 0 for equal columns and on the diagonal", () => {
    const { values } = marginConstants(head(2, 2, Float32Array.of(1, 1, 5, 5)), exactly(3));
    assert.deepEqual(values, [0, 0, 0, 0]);
  });

  it("keeps tiny and huge kernels from underflow and overflow", () => {
    for (const scale of [1e-300, 1e-20, 1e20, 1e300]) {
      const kernel = Float64Array.of(3 * scale, 0, 4 * scale, 0);
      const constant = marginConstants(head(2, 2, kernel), exactly(1)).values[1]!;
      assert.ok(constant >= 5 * scale && constant <= 5 * scale * (1 + 1e-12), `${constant}`);
    }
  });
});
