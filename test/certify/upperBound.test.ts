import assert from "node:assert/strict";
import {
  addUp,
  constantUp,
  estimate,
  exactly,
  larger,
  multiplyUp,
  squareRootUp,
  tighter,
  wholeSquareRootUp,
  type UpperBound,
} from "../../src/certify/upperBound.js";
import { random } from "./random.js";

/** A float from 2^-60 on, exactly, in units of 2^-140. */
const whole = (value: number) => BigInt(value * 2 ** 140);

describe("UpperBound", () => {
  it("is never below the exact result, and at most two floats above", () => {
    const source = random(7);
    for (let trial = 0; trial < 2000; trial++) {
      const [x, y] = source.floats(2).map((v) => Math.abs(v) / 3 + 2 ** -60);
      const [a, b] = [exactly(x!), exactly(y!)];
      const message = `trial ${trial}: ${a}, ${b}`;

      assert.ok(whole(addUp(a, b)) >= whole(a) + whole(b), `sum, ${message}`);
      assert.ok(whole(multiplyUp(a, b)) << 140n >= whole(a) * whole(b), `product, ${message}`);
      assert.ok(whole(squareRootUp(a)) ** 2n >= whole(a) << 140n, `root, ${message}`);
      for (const [up, near] of [
        [addUp(a, b), a + b],
        [multiplyUp(a, b), a * b],
        [squareRootUp(a), Math.sqrt(a)],
      ] as const) {
        assert.ok(up <= near * (1 + 2 ** -51), message);
      }
    }
  });

  it("keeps zeros and never loses a product to underflow", () => {
    const zero = exactly(0);
    const tiny = exactly(1e-200);
    assert.equal(multiplyUp(zero, exactly(3)), 0);
    assert.equal(addUp(zero, zero), 0);
    assert.equal(squareRootUp(zero), 0);
    assert.ok(multiplyUp(tiny, tiny) > 0);
  });

  it("takes roots of whole numbers exactly where they are whole", () => {
    for (let n = 1; n < 400; n++) {
      const root = wholeSquareRootUp(n);
      assert.ok(whole(root) ** 2n >= BigInt(n) << 280n, `${n}`);
      assert.ok(root <= Math.sqrt(n) * (1 + 2 ** -52), `${n}`);
      if (Number.isInteger(Math.sqrt(n))) assert.equal(root, Math.sqrt(n));
    }
  });

  it("bounds a constant as Float32 and as Float64 hold it", () => {
    for (const value of [0.2, 0.3, 1 / 3, 1.1, 1.7580993408473766]) {
      const bound = constantUp(value);
      assert.ok(bound > value && bound >= Math.fround(value), `${value}`);
      assert.ok(bound < value * (1 + 2 ** -23), `${value}`);
    }
  });

  it("refuses what bounds nothing", () => {
    for (const value of [-1, NaN, Infinity]) assert.throws(() => exactly(value), RangeError);
    assert.throws(() => multiplyUp(exactly(1e200), exactly(1e200)), RangeError);
  });

  it("keeps the smaller of two bounds of one thing, the larger of two things", () => {
    assert.equal(tighter(exactly(1), exactly(2)), 1);
    assert.equal(larger(exactly(1), exactly(2)), 2);
  });

  it("is no plain number and no estimate, by its type", () => {
    const certify = (bound: UpperBound) => bound;
    // @ts-expect-error a plain number promises nothing
    certify(1.5);
    // @ts-expect-error an estimate may lie below the truth
    certify(estimate(1.5));
    assert.equal(certify(exactly(1.5)), 1.5);
  });
});
