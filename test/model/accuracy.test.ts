import assert from "node:assert/strict";
import {
  accuracies,
  accuraciesByClass,
  correctRadii,
  vraAt,
  wrongRadii,
} from "../../src/model/accuracy.js";

const examples = {
  count: 5,
  classes: 3,
  labels: [0, 0, 1, 1, 1],
  predictions: [0, 1, 1, 1, -1],
  radii: [0.5, 0.9, 0.3, 0.1, 0],
};

describe("certified radii", () => {
  it("are of each example once, right or wrong", () => {
    assert.deepEqual(correctRadii(examples), [0.5, 0.3, 0.1]);
    assert.deepEqual(wrongRadii(examples), [0.9, 0]);
    assert.deepEqual(wrongRadii(examples, 2), [0.9]);
    const nothing = { ...examples, radii: new Array(5).fill(NaN) };
    assert.deepEqual([correctRadii(nothing), wrongRadii(nothing)], [[], [0, 0, 0, 0, 0]]);
  });

  it("of a relaxed net are right where some k holds the label, and wrong by the largest of any", () => {
    const relaxed = {
      largestK: 2,
      labelRanks: [1, 2, 3, 4, 1],
      radii: [0.5, 0.7, 0.9, 0.4, 0.2, 0.6, -1, -1, -1, -1],
    };
    assert.deepEqual(correctRadii({ ...examples, relaxed }), [0.7, 0.4]);
    assert.deepEqual(wrongRadii({ ...examples, relaxed }), [0.6, 0, 0]);
  });
});

describe("accuracies", () => {
  it("does not count a radius of exactly ε as certified", () => {
    // At 0.3: example 2 sits on ε, example 1 is certified but wrong.
    assert.deepEqual(accuracies(examples, 0.3), {
      cleanAccuracy: 3 / 5,
      vra: 1 / 5,
      rejectionRate: 3 / 5,
    });
    assert.equal(vraAt(examples, 0.29), 2 / 5);
  });

  it("never certifies NaN", () => {
    const { vra, rejectionRate } = accuracies({ ...examples, radii: new Array(5).fill(NaN) }, 0.1);
    assert.deepEqual({ vra, rejectionRate }, { vra: 0, rejectionRate: 1 });
  });

  it("tells the classes apart", () => {
    const [first, second, third] = accuraciesByClass(examples, 0.2);
    assert.deepEqual(first, {
      class: 0,
      count: 2,
      cleanAccuracy: 1 / 2,
      vra: 1 / 2,
      rejectionRate: 0,
    });
    assert.deepEqual(second, {
      class: 1,
      count: 3,
      cleanAccuracy: 2 / 3,
      vra: 1 / 3,
      rejectionRate: 2 / 3,
    });
    assert.equal(third?.count, 0);
  });
});
