import assert from "node:assert/strict";
import { countSamples, everything, orderSamples } from "../../../webview/samples/sampleOrder.js";
import type { SampleFilter } from "../../../webview/samples/sampleOrder.js";

const columns = {
  labels: Int32Array.of(0, 1, 1, 2, 2),
  predictions: Int32Array.of(0, 1, 0, 2, -1),
  radii: Float64Array.of(0.2, 0.5, 0.9, 0.2, 0),
  rightRadii: Float64Array.of(0.2, 0.5, -1, 0.2, -1),
};
const byPlace = { key: "place", isDescending: false } as const;

describe("orderSamples", () => {
  it("keeps what the filters let through, and takes a radius of exactly ε as not certified", () => {
    const kept = (filter: Partial<SampleFilter>, epsilon = 0.2) =>
      orderSamples(columns, { ...everything, ...filter }, epsilon, byPlace);
    assert.deepEqual(kept({}), [0, 1, 2, 3, 4]);
    assert.deepEqual(kept({ label: 1 }), [1, 2]);
    assert.deepEqual(kept({ prediction: 0 }), [0, 2]);
    assert.deepEqual(kept({ answer: "wrong" }), [2, 4]);
    assert.deepEqual(kept({ certified: "certified" }), [1, 2]);
    assert.deepEqual(kept({ certified: "rejected" }), [0, 3, 4]);
    assert.deepEqual(kept({ certified: "certified" }, 0.1), [0, 1, 2, 3]);
    assert.deepEqual(kept({ certified: "certified", answer: "right", label: 1 }), [1]);
  });

  it("sorts either way, equal ones in the data's order", () => {
    const sorted = (key: "radius" | "label" | "prediction" | "answer", isDescending: boolean) =>
      orderSamples(columns, everything, 0, { key, isDescending });
    assert.deepEqual(sorted("radius", false), [4, 0, 3, 1, 2]);
    assert.deepEqual(sorted("radius", true), [2, 1, 0, 3, 4]);
    assert.deepEqual(sorted("label", true), [3, 4, 1, 2, 0]);
    assert.deepEqual(sorted("prediction", false), [4, 0, 2, 1, 3]);
    assert.deepEqual(sorted("answer", false), [2, 4, 0, 1, 3]);
  });
});

describe("countSamples", () => {
  it("counts right ones, certified ones, and those that are both", () => {
    const all = { count: 5, right: 3, certified: 2, robust: 1 };
    assert.deepEqual(countSamples(columns, 0.2, [0, 1, 2, 3, 4]), all);
    const none = { count: 0, right: 0, certified: 0, robust: 0 };
    assert.deepEqual(countSamples(columns, 0.2, []), none);
  });
});
