import assert from "node:assert/strict";
import { distance, moveAtRandom, pullInside } from "../../../src/model/attack/ball.js";
import { randomStream } from "../../../src/data/random/randomStream.js";
import { randomValues } from "../../gloro/random.js";

const size = 784;

/** ‖a − b‖², exactly: each float32 is a whole number of 2^-149. */
function exactSquare(a: Float32Array, b: Float32Array): bigint {
  const whole = (value: number) => BigInt(value * 2 ** 60) * 2n ** 89n;
  return a.reduce((sum, value, index) => {
    const difference = whole(value) - whole(b[index]!);
    return sum + difference * difference;
  }, 0n);
}

const wholeRadius = (radius: number) => BigInt(Math.floor(radius * 2 ** 60)) * 2n ** 89n;

/** Numbers in [0, 1) with few enough bits for `exactSquare`. */
const coarse = (seed: number) =>
  randomValues(size, seed).map((value) => Math.abs(Math.round(value * 2 ** 20) / 2 ** 20) % 1);

describe("a ball", () => {
  it("holds what was pulled inside, in exact arithmetic, and no less than it can", () => {
    for (let seed = 0; seed < 100; seed++) {
      const centre = coarse(seed);
      const radius = Math.abs(randomValues(1, seed + 500)[0]!) + 1e-3;
      const input = Float32Array.from(randomValues(size, seed + 900), (value, index) =>
        Math.fround(centre[index]! + (value * radius) / 5),
      );
      pullInside(input, centre, radius);
      const square = exactSquare(input, centre);
      assert.ok(square < wholeRadius(radius) ** 2n, `seed ${seed}`);
      assert.ok(distance(input, centre) > radius * (1 - 1e-6), `seed ${seed}`);
    }
  });

  it("leaves alone what it holds", () => {
    const centre = coarse(1);
    const input = centre.map((value) => value + 0.01);
    const before = input.slice();
    pullInside(input, centre, 0.5);
    assert.deepEqual(input, before);
  });

  it("has its centre left where no other float32 is close enough", () => {
    const centre = new Float32Array(size).fill(1);
    const input = centre.map((value) => value + 1);
    pullInside(input, centre, 1e-12);
    assert.deepEqual(input, centre);
  });

  it("is drawn from evenly, within the range", () => {
    const lengths = Array.from({ length: 400 }, (_, example) => {
      const input = new Float32Array(2);
      moveAtRandom(input, 1, randomStream(3, 0, example), undefined);
      return Math.hypot(...input);
    });
    assert.ok(lengths.every((length) => length <= 1 + 1e-6));
    // Half the area of a disc lies within 1/√2.
    const within = lengths.filter((length) => length < Math.SQRT1_2).length / lengths.length;
    assert.ok(Math.abs(within - 0.5) < 0.1, String(within));

    const clipped = new Float32Array(size);
    moveAtRandom(clipped, 1, randomStream(3), [0, 1]);
    assert.ok(clipped.every((value) => value >= 0) && clipped.some((value) => value > 0));
  });
});
