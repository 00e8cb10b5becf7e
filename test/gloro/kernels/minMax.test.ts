import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import { minMax, pairings } from "../../../src/gloro/kernels/minMax.js";
import { numbers } from "../eager.js";
import { randomValues, sizeOf } from "../random.js";
import { minMaxAdjacent, minMaxHalves } from "../layerReference.js";

const sorted = {
  adjacent: (x: number[]) => minMaxAdjacent(x),
  halves: (x: number[], channels: number) => minMaxHalves(x, channels),
};

describe("minMax", () => {
  for (const pairing of pairings) {
    it(`pairs as ${pairing} does`, () => {
      for (const shape of [
        [3, 4],
        [2, 3, 3, 6],
        [1, 2],
      ]) {
        const x = Array.from(randomValues(sizeOf(shape), 1));
        assert.deepEqual(
          numbers(() => minMax(tf.tensor(x, shape), pairing)),
          sorted[pairing](x, shape.at(-1)!),
          `shape ${shape.join(" ")}`,
        );
      }
    });

    it(`sends each gradient of ${pairing} back to the entry it came from`, () => {
      const x = randomValues(24, 2);
      const dy = randomValues(24, 3);
      // Entries are distinct, so each output is a copy of one input: dx is dy moved back to it.
      const y = sorted[pairing](Array.from(x), 4);
      const expected = Array.from(x, (value) => dy[y.indexOf(value)]);
      const gradient = tf.grad((x) => minMax(x, pairing));
      assert.deepEqual(
        numbers(() => gradient(tf.tensor(x, [2, 3, 4]), tf.tensor(dy, [2, 3, 4]))),
        expected,
      );
    });

    it(`gives half of both gradients to each of a tied pair of ${pairing}`, () => {
      const gradient = tf.grad((x) => minMax(x, pairing));
      assert.deepEqual(
        numbers(() => gradient(tf.tensor([[3, 3]]), tf.tensor([[10, 4]]))),
        [7, 7],
      );
    });
  }

  it("crosses pixels where channels are odd in number", () => {
    const x = tf.tensor([5, 4, 3, 2, 1, 0], [1, 2, 3]);
    assert.deepEqual(
      numbers(() => minMax(x, "adjacent")),
      [4, 5, 2, 3, 0, 1],
    );
  });

  it("leaves no tensor behind", () => {
    void tf.setBackend("cpu");
    const x = tf.tensor([[3, 1]]);
    const before = tf.memory().numTensors;
    minMax(x, "adjacent").dispose();
    assert.equal(tf.memory().numTensors, before);
  });
});
