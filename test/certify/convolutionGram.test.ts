import assert from "node:assert/strict";
import { Matrix as MlMatrix } from "ml-matrix";
import { convolutionGram, gramSize } from "../../src/certify/convolutionGram.js";
import { explicitConvolution } from "./explicitConvolution.js";
import { describeConvolution, randomConvolution } from "./randomConvolution.js";

describe("convolutionGram", () => {
  it("is WᵀW on the inputs and WWᵀ on the outputs", () => {
    for (let seed = 0; seed < 100; seed++) {
      const convolution = randomConvolution(seed);
      const { rows, columns, values } = explicitConvolution(convolution);
      const w = MlMatrix.from1DArray(rows, columns, values);
      for (const side of ["inputs", "outputs"] as const) {
        const expected = side === "inputs" ? w.transpose().mmul(w) : w.mmul(w.transpose());
        const gram = convolutionGram(convolution, side);
        const size = gramSize(convolution, side);
        const message = `seed ${seed}, ${side}: ${describeConvolution(convolution)}`;
        assert.equal(size.rows, expected.rows, message);
        let inside = 0;
        for (let i = 0; i < size.rows; i++) {
          for (let j = 0; j <= i; j++) {
            const inBand = i - j <= size.bandwidth;
            const entry = inBand ? gram.values[(i + 1) * gram.reach + j]! : 0;
            inside += Math.abs(entry);
            assert.ok(Math.abs(entry - expected.get(i, j)) < 1e-12, `${message}, (${i}, ${j})`);
          }
        }
        const all = gram.values.reduce((sum, entry) => sum + Math.abs(entry), 0);
        assert.ok(Math.abs(all - inside) < 1e-9, `${message}: entries outside the band`);
      }
    }
  });
});
