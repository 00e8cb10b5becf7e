import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import {
  bottomLogit,
  certifiedRadius,
  lipschitzConstant,
  marginConstants,
  predictedClass,
} from "../../src/gloro/margin.js";
import { assertClose } from "./close.js";
import { numbers } from "./eager.js";
import { randomValues } from "./random.js";

const kernel = () => tf.tensor(randomValues(15, 1), [5, 3]);

describe("marginConstants", () => {
  it("is L_sub · ‖W_j − W_i‖, and 0 on the diagonal", () => {
    const w = randomValues(15, 1);
    const expected = [0, 1, 2].flatMap((j) =>
      [0, 1, 2].map(
        (i) => 2.5 * Math.hypot(...[0, 1, 2, 3, 4].map((d) => w[d * 3 + j]! - w[d * 3 + i]!)),
      ),
    );
    assertClose(
      numbers(() => marginConstants(kernel(), tf.scalar(2.5))),
      expected,
      1e-6,
      "K",
    );
  });

  it("has a finite gradient, though the diagonal's norms are 0", () => {
    const gradient = tf.grad((w) => tf.sum(marginConstants(w, tf.scalar(1))));
    assert.ok(numbers(() => gradient(kernel())).every(Number.isFinite));
    assert.deepEqual(
      numbers(() => gradient(tf.zeros([2, 3]))),
      [0, 0, 0, 0, 0, 0],
    );
  });

  it("has −1 on the diagonal in the form that users see", () => {
    const shown = numbers(() => lipschitzConstant(kernel(), tf.scalar(2)));
    const used = numbers(() => marginConstants(kernel(), tf.scalar(2)));
    assert.deepEqual(
      shown,
      used.map((value, i) => (i % 4 === 0 ? -1 : value)),
    );
  });
});

describe("a tie", () => {
  const tied = [
    [2, 2, 0],
    [0, 2, 2],
    [1, 1, 1],
    [-3, -3, -3],
  ];
  const constants = () => tf.tensor2d([0, 1, 2, 1, 0, 3, 2, 3, 0], [3, 3]);

  it("never certifies, at any ε", () => {
    for (const epsilon of [0, 1e-9, 0.1, 10]) {
      const bottom = numbers(() => {
        const logits = tf.tensor2d(tied);
        return bottomLogit(logits, predictedClass(logits), constants(), tf.scalar(epsilon));
      });
      for (const [n, logits] of tied.entries()) {
        assert.ok(!(Math.max(...logits) > bottom[n]!), `ε ${epsilon}, logits ${logits.join(" ")}`);
      }
    }
  });

  it("has radius 0", () => {
    const radius = numbers(() => {
      const logits = tf.tensor2d(tied);
      return certifiedRadius(logits, predictedClass(logits), constants());
    });
    assert.deepEqual(radius, [0, 0, 0, 0]);
  });

  it("leaves points without a tie certifiable", () => {
    const bottom = numbers(() => {
      const logits = tf.tensor2d([[2, 1.9, 0]]);
      return bottomLogit(logits, predictedClass(logits), constants(), tf.scalar(0.05));
    });
    assertClose(bottom, [1.95], 1e-6, "bottom");
  });
});

describe("certifiedRadius", () => {
  it("is 0 for equal logits and +∞ for unequal ones when nothing depends on the input", () => {
    const radius = numbers(() => {
      const logits = tf.tensor2d([
        [1, 1, 1],
        [3, 1, 2],
      ]);
      return certifiedRadius(logits, predictedClass(logits), tf.zeros([3, 3]));
    });
    assert.deepEqual(radius, [0, Infinity]);
  });

  it("certifies nothing where logits or constants are NaN", () => {
    const nan = numbers(() => {
      const logits = tf.tensor2d([
        [NaN, 1, 2],
        [3, NaN, 2],
        [3, 1, NaN],
      ]);
      return certifiedRadius(logits, predictedClass(logits), tf.ones([3, 3]));
    });
    assert.ok(
      nan.every((radius) => !(radius > 0)),
      nan.join(" "),
    );
    const bottom = numbers(() => {
      const logits = tf.tensor2d([[3, 1, 2]]);
      const constants = tf.fill([3, 3], Infinity);
      return bottomLogit(logits, predictedClass(logits), constants, tf.scalar(0.1));
    });
    assert.ok(!(3 > bottom[0]!), bottom.join(" "));
  });
});
