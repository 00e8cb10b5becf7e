import assert from "node:assert/strict";
import { float32, sumRounding } from "../../src/certify/floatModel.js";
import { GloroError } from "../../src/gloro/errors.js";
import { random } from "./random.js";
import { orders } from "./simulatedFloat32.js";

describe("sumRounding", () => {
  it("is never below the error of a float32 dot product, in any order", () => {
    let tightest = 0;
    for (let seed = 0; seed < 1000; seed++) {
      const source = random(seed);
      const count = source.whole(1, 60);
      const [a, b] = [source.floats(count), source.floats(count)];
      if (seed % 3 === 0) a.forEach((value, i) => (a[i] = Math.abs(value) * Math.sign(b[i]!)));
      const products = Array.from(a, (value, i) => value * b[i]!);
      const sum = products.reduce((x, y) => x + y, 0);
      const sizes = products.reduce((x, y) => x + Math.abs(y), 0);
      const bound = sumRounding(float32, { additions: count - 1, roundings: 1 });
      for (const [order, add] of Object.entries(orders)) {
        const computed = add(products.map(Math.fround), source);
        const error = Math.abs(computed - sum);
        const most = bound.terms * sizes + bound.sum * Math.abs(sum);
        assert.ok(error <= most + 1e-15 * sizes, `seed ${seed}, ${order}: ${error}, ${most}`);
        tightest = Math.max(tightest, error / most);
      }
    }
    assert.ok(tightest > 0.3, `at most ${tightest} of the bound`);
  });

  it("refuses sums that nothing bounds", () => {
    assert.throws(() => sumRounding(float32, { additions: 2 ** 23, roundings: 1 }), GloroError);
  });
});
