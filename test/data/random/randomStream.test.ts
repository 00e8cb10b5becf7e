import assert from "node:assert/strict";
import { randomStream } from "../../../src/data/random/randomStream.js";

const draw = (...place: Parameters<typeof randomStream>): string => {
  const random = randomStream(...place);
  return [random.next(), random.next(), random.next()].join();
};

describe("randomStream", () => {
  it("depends on its three numbers alone", () => {
    assert.equal(draw(3, 4, 5), draw(3, 4, 5));
    assert.equal(draw(3), draw(3));
  });

  it("gives every seed, epoch and example numbers of its own", () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 12; seed++) {
      seen.add(draw(seed));
      for (let epoch = 0; epoch < 12; epoch++) {
        seen.add(draw(seed, epoch));
        for (let example = 0; example < 12; example++) seen.add(draw(seed, epoch, example));
      }
    }
    assert.equal(seen.size, 12 + 12 ** 2 + 12 ** 3);
  });

  it("starts evenly: the first bits of neighbouring examples are fair", () => {
    for (const bit of [31, 30, 16, 1, 0]) {
      let ones = 0;
      for (let example = 0; example < 10000; example++) {
        ones += (randomStream(0, 0, example).next() >>> bit) & 1;
      }
      // Five standard deviations of a fair coin.
      assert.ok(Math.abs(ones - 5000) < 250, `bit ${bit}: ${ones} of 10000`);
    }
  });
});
