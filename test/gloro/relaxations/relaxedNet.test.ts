import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import {
  bottomLogit,
  certifiedRadius,
  marginConstants,
  predictedClass,
} from "../../../src/gloro/margin.js";
import {
  largestK,
  loosestGuarantee,
  parseRelaxation,
  relaxedNet,
} from "../../../src/gloro/relaxations/index.js";
import type { RelaxationConfig, RelaxedNet } from "../../../src/gloro/relaxations/index.js";
import { assertClose } from "../close.js";
import { numbers } from "../eager.js";
import { readPython } from "../python/read.js";
import { randomValues } from "../random.js";
import { referenceRelaxed } from "../relaxedReference.js";

const classes = 6;
const relaxations: Record<string, RelaxationConfig> = {
  "top 1": { kind: "rtk", k: 1 },
  "top 3": { kind: "rtk", k: 3 },
  "top 5": { kind: "rtk", k: 5 },
  "sets of every class": { kind: "affinity", sets: "[0,1,2][2,3][4][5,0]" },
  "sets that leave classes out": { kind: "affinity", sets: [[1, 2, 4, 5], [3]] },
};

/** Distances of random points: constants as a head has them, some of them 0. */
function constantsOf(seed: number): number[][] {
  const points = randomValues(classes * 2, seed);
  points.copyWithin(2, 0, 2);
  return Array.from({ length: classes }, (_, j) =>
    Array.from({ length: classes }, (_, i) =>
      Math.fround(
        Math.hypot(points[2 * j]! - points[2 * i]!, points[2 * j + 1]! - points[2 * i + 1]!),
      ),
    ),
  );
}

/** Random logits, of which every other example has ties. */
function logitsOf(seed: number): number[][] {
  return Array.from({ length: 40 }, (_, n) =>
    Array.from(randomValues(classes, 100 * seed + n), (value) =>
      n % 2 ? Math.round(value) : value,
    ),
  );
}

function netOf(
  logits: number[][],
  constants: number[][],
  epsilon: number,
  config: RelaxationConfig,
): RelaxedNet {
  const y = tf.tensor2d(logits);
  return relaxedNet(
    y,
    predictedClass(y),
    tf.tensor2d(constants),
    tf.scalar(epsilon),
    parseRelaxation(config, y.shape[1]),
  );
}

describe("relaxedNet", () => {
  for (const [name, config] of Object.entries(relaxations)) {
    it(`answers as brute force over all subsets does: ${name}`, () => {
      const seen = new Set<string>();
      for (const seed of [1, 2, 3])
        for (const epsilon of [0, 0.1, 0.5]) {
          const [logits, constants] = [logitsOf(seed), constantsOf(seed)];
          const net = () => netOf(logits, constants, epsilon, config);
          const expected = logits.map((y) => referenceRelaxed(y, constants, epsilon, config));
          const what = `seed ${seed}, ε ${epsilon}`;
          const radii = numbers(() => net().relaxedRadii());
          const truth = expected.flatMap((point) => point.radii);
          for (const [i, radius] of truth.entries())
            assert.ok(
              radii[i] === radius || Math.abs(radii[i]! - radius) <= 1e-5 * Math.abs(radius),
              `${what}, radius ${i}: ${radii[i]!}, expected ${radius}`,
            );
          assertClose(
            numbers(() => net().bottom),
            expected.map(({ bottom }) => bottom),
            1e-6,
            `${what}, bottom`,
          );
          const margins = expected.flatMap((point) => point.margins);
          for (const [i, guaranteed] of numbers(() => net().guarantee).entries()) {
            const margin = margins[i]!;
            // Within rounding of 0, but for exact ties, either answer would do.
            if (margin !== 0 && Math.abs(margin) < 1e-6) continue;
            assert.equal(guaranteed === 1, margin > 0, `${what}, margin ${i}: ${margin}`);
            seen.add(margin === 0 ? "tie" : margin > 0 ? "guaranteed" : "not guaranteed");
          }
        }
      assert.deepEqual(seen, new Set(["guaranteed", "not guaranteed", "tie"]));
    });
  }

  it("is the GloRo Net itself for k = 1", () => {
    const [logits, constants] = [logitsOf(4), constantsOf(4)];
    const plain = (of: (y: Tensor, k: Tensor) => Tensor) =>
      numbers(() => of(tf.tensor2d(logits), tf.tensor2d(constants)));
    const net = () => netOf(logits, constants, 0.2, { kind: "rtk", k: 1 });
    assertClose(
      numbers(() => net().bottom),
      plain((y, k) => bottomLogit(y, predictedClass(y), k, tf.scalar(0.2))),
      1e-6,
      "bottom",
    );
    assert.deepEqual(
      numbers(() => net().relaxedRadii()),
      plain((y, k) => certifiedRadius(y, predictedClass(y), k)),
    );
  });

  it("never certifies exact ties across the edge of the top k, at any ε", () => {
    const logits = [[2, 2, 1, 0, 0, 0]];
    for (const epsilon of [0, 1e-9, 0.01]) {
      const guarantee = numbers(
        () => netOf(logits, constantsOf(5), epsilon, { kind: "rtk", k: 4 }).guarantee,
      );
      assert.equal(guarantee[0], 0, `k 1, ε ${epsilon}`);
      assert.equal(guarantee[3], 0, `k 4, ε ${epsilon}`);
      assert.equal(guarantee[1], 1, `k 2, whose edge is no tie, ε ${epsilon}`);
    }
  });

  it("answers ⊥ with a finite logit where no set has the predicted class, continuously", () => {
    const config: RelaxationConfig = { kind: "affinity", sets: [[1, 2]] };
    const bottomOf = (first: number, epsilon: number) =>
      numbers(() => netOf([[first, 1, 0.5, 0, 0, 0]], constantsOf(6), epsilon, config).bottom)[0]!;
    for (const epsilon of [0, 0.3])
      for (const first of [1.001, 2, 100]) {
        const bottom = bottomOf(first, epsilon);
        assert.ok(Number.isFinite(bottom) && bottom > first, `${first}, ε ${epsilon}: ${bottom}`);
      }
    assertClose([bottomOf(1 + 1e-5, 0.3)], [bottomOf(1 - 1e-5, 0.3)], 1e-4, "at the change");
  });

  it("certifies nothing where a logit is NaN", () => {
    const logits = [0, 3, 5].map((place) => [3, 1, 2, 5, 4, 0].with(place, NaN));
    for (const config of Object.values(relaxations)) {
      const net = () => netOf(logits, constantsOf(1), 0.01, config);
      assert.ok(numbers(() => net().relaxedRadii()).every((radius) => !(radius > 0)));
      assert.ok(numbers(() => net().guarantee).every((guaranteed) => guaranteed === 0));
    }
  });

  it("has the gradient of Float64 central differences, through logits and constants", () => {
    const constants = constantsOf(7);
    const width = 1e-6;
    for (const [name, config] of Object.entries(relaxations)) {
      const logits = logitsOf(7).filter((_, n) => n % 2 === 0);
      const bottoms = (y: number[][], k: number[][]) =>
        y.reduce((sum, row) => sum + referenceRelaxed(row, k, 0.3, config).bottom, 0);
      const bottom = (y: Tensor, k: Tensor) =>
        tf.sum(
          relaxedNet(y, predictedClass(y), k, tf.scalar(0.3), parseRelaxation(config, classes))
            .bottom,
        );
      const gradients = (index: 0 | 1) =>
        numbers(() => tf.grads(bottom)([tf.tensor2d(logits), tf.tensor2d(constants)])[index]!);
      const moved = (rows: number[][], at: number, by: number) =>
        rows.map((row, r) => row.map((value, c) => value + (r * classes + c === at ? by : 0)));
      assertClose(
        gradients(0),
        logits.flat().map((_, i) => {
          const at = (by: number) => bottoms(moved(logits, i, by), constants);
          return (at(width) - at(-width)) / (2 * width);
        }),
        1e-4,
        `${name}, by the logits`,
      );
      assertClose(
        gradients(1),
        constants.flat().map((_, i) => {
          const at = (by: number) => bottoms(logits, moved(constants, i, by));
          return (at(width) - at(-width)) / (2 * width);
        }),
        1e-4,
        `${name}, by the constants`,
      );
    }
  });
});

describe("the relaxed nets of the Python library", () => {
  for (const python of readPython("relaxations")) {
    it(`answer the same: ${python.name}`, () => {
      const net = () => {
        const logits = tf.tensor2d(python.logits);
        const { shape, values } = python.headKernel;
        const constants = marginConstants(tf.tensor(values, shape), tf.scalar(python.subLipschitz));
        const relaxation = parseRelaxation(python.relaxation, shape[1]);
        const epsilon = tf.scalar(python.epsilon);
        return relaxedNet(logits, predictedClass(logits), constants, epsilon, relaxation);
      };
      const bottom = numbers(() => net().bottom);
      assertClose(bottom, python.bottom, 1e-5, "bottom");
      const guarantee = numbers(() => net().guarantee);
      assert.deepEqual(guarantee, python.guarantee.flat());
      const size = largestK(parseRelaxation(python.relaxation));
      const loosest = loosestGuarantee(guarantee, size);
      for (const [n, row] of python.logits.entries()) {
        const isRejected = !(Math.max(...row) > bottom[n]!);
        assert.equal(loosest[n], isRejected ? -1 : python.loosest[n], `example ${n}`);
      }
    });
  }
});
