import assert from "node:assert/strict";
import { randomStream } from "../../../src/data/random/randomStream.js";
import { shuffledOrder } from "../../../src/data/random/shuffledOrder.js";

describe("shuffledOrder", () => {
  it("has every index once", () => {
    for (const count of [0, 1, 2, 7, 1000]) {
      const order = shuffledOrder(count, randomStream(1, count));
      assert.deepEqual([...order.sort()], [...Array(count).keys()], `${count} indices`);
    }
  });

  it("gives the six orders of three indices equally often", () => {
    const times = new Map<string, number>();
    for (let seed = 0; seed < 6000; seed++) {
      const order = shuffledOrder(3, randomStream(seed)).join();
      times.set(order, (times.get(order) ?? 0) + 1);
    }
    assert.equal(times.size, 6);
    // Five standard deviations of a binomial with 6000 draws of 1/6.
    for (const [order, count] of times) {
      assert.ok(Math.abs(count - 1000) < 145, `${order}: ${count} times`);
    }
  });
});
