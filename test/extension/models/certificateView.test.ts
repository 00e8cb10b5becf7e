import assert from "node:assert/strict";
import { certificateView } from "../../../src/extension/inquiries/certificateView.js";
import type { Certificate, CertifiedExample } from "../../../src/trainer/certificate.js";

const point = (
  label: number,
  logits: readonly number[],
  certifiedRadius: number,
  guarantee?: readonly boolean[],
): CertifiedExample => ({
  logits,
  label,
  prediction: logits.indexOf(Math.max(...logits)),
  certifiedRadius,
  estimatedRadius: certifiedRadius,
  ...(guarantee && { guarantee }),
});

function certificate(points: readonly CertifiedExample[]): Certificate {
  return {
    data: "blobs",
    examples: points.length,
    epsilon: 0.5,
    isProven: true,
    cleanAccuracy: 0.5,
    vra: 0.25,
    rejectionRate: 0.5,
    model: { lipschitzConstant: [], subLipschitz: 1, layers: [] },
    points,
    vraAt: { "0.5": 0.25, "1e-7": 0.5 },
    histogram: { edges: [0, 1, 2], counts: [1, 0] },
    estimated: { vra: 0.3, vraAt: { "0.5": 0.3, "1e-7": 0.6 } },
    closerLooks: 0,
    sums: "inBlocks",
    assumptions: [],
  };
}

describe("certificateView", () => {
  it("counts certified predictions by label, and ⊥ last; a radius of exactly ε is none", () => {
    const { confusion, classes, vraAt } = certificateView(
      certificate([
        point(0, [3, 1, 0], 0.6),
        point(0, [1, 3, 0], 0.7),
        point(0, [3, 1, 0], 0.5),
        point(1, [0, 2, 1], 0.1),
      ]),
    );
    assert.deepEqual(confusion, [
      [1, 1, 0, 1],
      [0, 0, 0, 1],
      [0, 0, 0, 0],
    ]);
    assert.deepEqual(
      classes.map(({ count, vra, cleanAccuracy }) => [count, vra, cleanAccuracy]),
      [
        [3, 1 / 3, 2 / 3],
        [1, 0, 1],
        [0, NaN, NaN],
      ],
    );
    assert.deepEqual(vraAt[1], { radius: 1e-7, vra: 0.5, estimated: 0.6 });
  });

  it("counts a relaxed net's label where it is among the classes that are guaranteed", () => {
    const { classes } = certificateView(
      certificate([
        point(0, [1, 3, 0], 0.6, [false, true]),
        point(0, [1, 3, 0], 0.6, [true, false]),
        point(0, [3, 1, 0], 0, [false, false]),
      ]),
    );
    assert.equal(classes[0]?.vra, 1 / 3);
    assert.equal(classes[0].rejectionRate, 1 / 3);
  });
});
