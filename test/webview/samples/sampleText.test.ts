import assert from "node:assert/strict";
import { sampleWords } from "../../../webview/samples/sampleText.js";

const samples = {
  labels: Int32Array.of(0, 0, 1, 1),
  predictions: Int32Array.of(0, 1, 1, -1),
  classNames: ["cat", "dog"],
};
const radii = Float64Array.of(0.4218, 0.1, Infinity, 0);
const words = (example: number) => sampleWords(samples, { radii }, example, 0.3);

describe("sampleWords", () => {
  it("tells the answer, whether it is right, and how far it is certified", () => {
    assert.deepEqual(words(0), {
      answer: "cat",
      radius: "✓ 0.422",
      told: "Example 0: cat, predicted cat, certified to 0.422",
      isRight: true,
      isCertified: true,
    });
    assert.deepEqual(words(1), {
      answer: "cat as dog",
      radius: "⊥ 0.1",
      told: "Example 1: cat, predicted dog, wrong, certified to 0.1",
      isRight: false,
      isCertified: false,
    });
  });

  it("has words for a radius without a limit, and for no answer", () => {
    assert.equal(words(2).radius, "✓ ∞");
    assert.equal(words(3).told, "Example 3: dog, predicted –, wrong, not certified");
  });
});
