import assert from "node:assert/strict";
import { hermitianCholesky } from "../../src/certify/hermitianCholesky.js";
import { realForm } from "./complexMatrix.js";
import { random } from "./random.js";
import { spectralNorm } from "./singularValues.js";

describe("hermitianCholesky", () => {
  it("runs through just above the largest eigenvalue, with the factor, and not below it", () => {
    for (let seed = 0; seed < 60; seed++) {
      const source = random(seed);
      const side = 2 * source.whole(1, 7);
      const [a, b] = [source.floats(side * side), source.floats(side * side)];
      const factor = { rows: side, columns: side, real: a, imaginary: b };
      const norm = spectralNorm(realForm(factor)) ** 2;
      const shifted = (s: number) => {
        const real = new Float64Array(side * side);
        const imaginary = new Float64Array(side * side);
        for (let i = 0; i < side; i++) {
          for (let j = 0; j < side; j++) {
            let [x, y] = [i === j ? s : 0, 0];
            for (let k = 0; k < side; k++) {
              const [p, q] = [a[i * side + k]!, b[i * side + k]!];
              const [r, t] = [a[j * side + k]!, b[j * side + k]!];
              x -= p * r + q * t;
              y -= q * r - p * t;
            }
            real[i * side + j] = x;
            imaginary[i * side + j] = y;
          }
        }
        return { side, real, imaginary };
      };
      assert.ok(!hermitianCholesky(shifted(norm * (1 - 1e-9))), `seed ${seed}`);
      const matrix = shifted(norm * (1 + 1e-9));
      const whole = structuredClone(matrix);
      assert.ok(hermitianCholesky(matrix), `seed ${seed}`);
      for (let i = 0; i < side; i++) {
        for (let j = 0; j <= i; j++) {
          let [x, y] = [0, 0];
          for (let k = 0; k <= j; k++) {
            const [p, q] = [matrix.real[i * side + k]!, matrix.imaginary[i * side + k]!];
            const [r, t] = [matrix.real[j * side + k]!, matrix.imaginary[j * side + k]!];
            x += p * r + q * t;
            y += q * r - p * t;
          }
          const message = `seed ${seed}, ${i}, ${j}`;
          assert.ok(Math.abs(x - whole.real[i * side + j]!) < 1e-12 * norm, message);
          assert.ok(Math.abs(y - whole.imaginary[i * side + j]!) < 1e-12 * norm, message);
        }
      }
    }
  });
});
