import assert from "node:assert/strict";
import { certifiedAt, certifiedRadii } from "../../src/certify/certifiedRadius.js";
import { marginConstants } from "../../src/certify/marginConstants.js";
import { relaxedRadii } from "../../src/certify/relaxedRadius.js";
import { exactly } from "../../src/certify/upperBound.js";
import { ShapeError } from "../../src/gloro/errors.js";
import type { Relaxation } from "../../src/gloro/relaxations/relaxation.js";
import { referenceRelaxed } from "../gloro/relaxedReference.js";
import { random } from "./random.js";

const classes = 5;
const features = 4;

/** A linear net, whose constants are exact: y = x·W, and an input. */
function linearNet(seed: number) {
  const kernel = random(seed).floats(features * classes);
  const input = random(seed + 1000).floats(features, 3);
  const logitsAt = (x: Float64Array) =>
    Float64Array.from({ length: classes }, (_, j) =>
      x.reduce((sum, value, d) => sum + value * kernel[d * classes + j]!, 0),
    );
  const head = {
    kind: "dense",
    name: "head",
    kernel,
    inputs: features,
    outputs: classes,
    bias: undefined,
    hasUnitColumns: false,
  } as const;
  return { kernel, input, logitsAt, constants: marginConstants(head, exactly(1)) };
}

const topOf = (logits: Float64Array, k: number) =>
  Array.from(logits.keys())
    .sort((a, b) => logits[b]! - logits[a]!)
    .slice(0, k);

describe("relaxedRadii", () => {
  const relaxations: readonly Relaxation[] = [
    { kind: "rtk", k: 4 },
    { kind: "affinity", sets: [[0, 1, 2], [2, 3], [1]] },
  ];

  it("are those of brute force over all subsets, rounded down", () => {
    for (let seed = 0; seed < 100; seed++) {
      const { constants, logitsAt, input } = linearNet(seed);
      // Every third point has ties.
      const logits = logitsAt(input).map((value) => (seed % 3 ? value : Math.round(value)));
      const rows = Array.from({ length: classes }, (_, j) =>
        constants.values.slice(j * classes, (j + 1) * classes),
      );
      for (const relaxation of relaxations) {
        const [point] = relaxedRadii(logits, constants, relaxation);
        const { radii } = referenceRelaxed(Array.from(logits), rows, 0, relaxation);
        for (const [index, radius] of radii.entries()) {
          const found = point!.radii[index]!;
          const what = `seed ${seed}, k ${index + 1}: ${found}, expected ${radius}`;
          if (radius <= 0) assert.equal(found, radius, what);
          else assert.ok(found < radius && found >= radius * (1 - 1e-12), what);
        }
      }
    }
  });

  it("is the certified radius for k = 1", () => {
    for (let seed = 0; seed < 20; seed++) {
      const { constants, logitsAt, input } = linearNet(seed);
      const logits = logitsAt(input);
      const [plain] = certifiedRadii(logits, constants);
      const [relaxed] = relaxedRadii(logits, constants, { kind: "rtk", k: 1 });
      assert.deepEqual([relaxed!.ranking[0], relaxed!.radii], [plain!.prediction, [plain!.radius]]);
    }
  });

  it("ranks equal logits by index, and certifies no tie across the edge of the top k", () => {
    const { constants } = linearNet(1);
    const logits = Float64Array.of(1, 4, 4, 0, 4);
    const [point] = relaxedRadii(logits, constants, { kind: "rtk", k: 3 });
    assert.deepEqual(point!.ranking, [1, 2, 4, 0, 3]);
    assert.deepEqual(point!.radii.slice(0, 2), [0, 0]);
    assert.ok(point!.radii[2]! > 0);
  });

  it("proves nothing of logits that are not finite, and refuses rows that are not whole", () => {
    const { constants } = linearNet(1);
    for (const bad of [NaN, Infinity, -Infinity]) {
      const logits = Float64Array.of(5, 4, 3, 2, 1).with(3, bad);
      assert.deepEqual(relaxedRadii(logits, constants, { kind: "rtk", k: 2 }), [
        { ranking: [], radii: [0, 0] },
      ]);
    }
    const threeLogits = new Float64Array(3);
    assert.throws(() => relaxedRadii(threeLogits, constants, { kind: "rtk", k: 2 }), ShapeError);
  });
});

describe("a claim 0.1% beyond the true radius of the top k", () => {
  it("is false, as an attack shows, and certified for none; 0.1% inside, for all", () => {
    for (let seed = 0; seed < 30; seed++) {
      const { kernel, input, logitsAt, constants } = linearNet(seed);
      const logits = logitsAt(input);
      const [point] = relaxedRadii(logits, constants, { kind: "rtk", k: 4 });
      for (let k = 1; k <= 4; k++) {
        // Along W_i − W_j the margin of j over i falls fastest: each pair is attacked in turn.
        const attacks = topOf(logits, k).flatMap((j) =>
          topOf(logits, classes)
            .slice(k)
            .map((i) => {
              const direction = input.map(
                (_, d) => kernel[d * classes + i]! - kernel[d * classes + j]!,
              );
              const norm = Math.hypot(...direction);
              return { direction, norm, distance: (logits[j]! - logits[i]!) / norm };
            }),
        );
        const nearest = attacks.reduce((a, b) => (a.distance <= b.distance ? a : b));
        const claim = nearest.distance * 1.001;
        const moved = input.map((x, d) => x + (claim * nearest.direction[d]!) / nearest.norm);
        const what = `seed ${seed}, k ${k}`;
        const [before, after] = [topOf(logits, k), topOf(logitsAt(moved), k)];
        assert.notDeepEqual(new Set(after), new Set(before), what);
        assert.ok(!certifiedAt(point!.radii[k - 1]!, claim), what);
        assert.ok(certifiedAt(point!.radii[k - 1]!, nearest.distance * 0.999), what);
      }
    }
  });
});
