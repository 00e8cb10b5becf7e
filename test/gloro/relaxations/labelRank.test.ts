import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import { labelRank } from "../../../src/gloro/relaxations/index.js";
import { numbers } from "../eager.js";

describe("labelRank", () => {
  const rankOf = (logits: number[], label: number) =>
    numbers(() => labelRank(tf.tensor2d([logits]), tf.tensor1d([label], "int32")))[0];

  it("is the label's place in a stable sort of the logits", () => {
    for (const logits of [
      [3, 1, 2, 0],
      [2, 2, 1, 2],
      [0, 0, 0, 0],
      [-1, 5, 5, -7],
    ]) {
      const order = logits.map((_, i) => i).sort((a, b) => logits[b]! - logits[a]! || a - b);
      for (const label of logits.keys())
        assert.equal(rankOf(logits, label), order.indexOf(label) + 1, `${logits.join()}: ${label}`);
    }
  });

  it("is the last where a logit is NaN", () => {
    assert.equal(rankOf([1, NaN, 0], 0), 3);
    assert.equal(rankOf([NaN, 1, 0], 0), 3);
  });
});
