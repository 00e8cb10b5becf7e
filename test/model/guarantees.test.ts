import assert from "node:assert/strict";
import { accuracies, accuraciesByClass, correctRadii, vraAt } from "../../src/model/accuracy.js";
import { guaranteeShares } from "../../src/model/guarantees.js";

const relaxed = {
  largestK: 2,
  // The fourth example's pair of classes may not be guaranteed.
  radii: [0.1, 0.5, 0.4, 0.2, 0.3, 0, 0.6, -1],
  labelRanks: [2, 2, 1, 2],
};
const examples = {
  count: 4,
  classes: 3,
  labels: [0, 1, 2, 0],
  predictions: [1, 0, 2, 1],
  radii: [0.1, 0.4, 0.3, 0.6],
  relaxed,
};

describe("a relaxed net's examples", () => {
  it("count in the VRA where the label lies within the loosest guarantee", () => {
    // At 0.25: example 0 by k = 2; example 1's label is second, but k = 1 alone holds.
    assert.deepEqual(accuracies(examples, 0.25), {
      cleanAccuracy: 1 / 4,
      vra: 2 / 4,
      rejectionRate: 0,
    });
    assert.deepEqual(accuracies(examples, 0.5), {
      cleanAccuracy: 1 / 4,
      vra: 0,
      rejectionRate: 3 / 4,
    });
    assert.deepEqual(
      accuraciesByClass(examples, 0.25).map(({ vra }) => vra),
      [1 / 2, 0, 1],
    );
  });

  it("are counted by the radius up to which they are right", () => {
    const radii = correctRadii(examples);
    assert.deepEqual(radii, [0.5, 0.2, 0.3]);
    for (const radius of [0, 0.1, 0.19, 0.2, 0.3, 0.4, 0.5])
      assert.equal(
        vraAt(examples, radius),
        radii.filter((right) => right > radius).length / examples.count,
        `radius ${radius}`,
      );
    assert.deepEqual(correctRadii(examples, 1), [0.5]);
  });

  it("are shared out among the loosest guarantees; the rest is rejected", () => {
    assert.deepEqual(guaranteeShares(relaxed, 4, 0.15), { "1": 2 / 4, "2": 2 / 4 });
    assert.deepEqual(guaranteeShares(relaxed, 4, 0.45), { "1": 1 / 4, "2": 1 / 4 });
  });
});
