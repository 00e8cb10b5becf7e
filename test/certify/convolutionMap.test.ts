import assert from "node:assert/strict";
import { convolutionMap } from "../../src/certify/convolutionMap.js";
import { denseMap } from "../../src/certify/denseMap.js";
import { transpose } from "../../src/certify/matrix.js";
import { explicitConvolution } from "./explicitConvolution.js";
import { random } from "./random.js";
import { describeConvolution, randomConvolution } from "./randomConvolution.js";

describe("convolutionMap", () => {
  it("is the explicit matrix, and back its transpose", () => {
    for (let seed = 0; seed < 100; seed++) {
      const convolution = randomConvolution(seed);
      const map = convolutionMap(convolution);
      // A dense layer's matrix is its kernel transposed.
      const matrix = denseMap(transpose(explicitConvolution(convolution)));
      const x = random(seed + 1000).floats(map.inputs);
      const y = random(seed + 2000).floats(map.outputs);
      const message = `seed ${seed}: ${describeConvolution(convolution)}`;
      assertClose(map.apply(x), matrix.apply(x), message);
      assertClose(map.applyTransposed(y), matrix.applyTransposed(y), message);
    }
  });
});

function assertClose(actual: Float64Array, expected: Float64Array, message: string): void {
  assert.equal(actual.length, expected.length, message);
  actual.forEach((value, i) => {
    assert.ok(Math.abs(value - expected[i]!) < 1e-12, `${message}, entry ${i}`);
  });
}
