import assert from "node:assert/strict";
import { certifiedShares, shownRadii } from "../../../webview/charts/certifiedShares.js";
import { radiusHistogram } from "../../../src/trainer/radiusHistogram.js";
import { seeded } from "./seeded.js";

describe("certifiedShares", () => {
  it("are those of the radii themselves at each edge, and fall in between", () => {
    const random = seeded(3);
    const correct = Array.from({ length: 400 }, () => random() * 1.3 + 1e-6);
    const wrong = Array.from({ length: 50 }, () => random() * 0.5 + 1e-6);
    const { edges, counts, wrongCounts } = radiusHistogram({ correct, wrong }, 0.3);
    const all = { edges, correct: counts, wrong: wrongCounts, examples: 500 };
    let before = 1;
    for (const [bin, edge] of edges.slice(0, -1).entries()) {
      const shares = certifiedShares(all, edge);
      const beyond = (radii: number[]) => radii.filter((radius) => radius >= edge).length / 500;
      assert.ok(Math.abs(shares.correct - beyond(correct)) < 1e-12, `edge ${edge}`);
      assert.ok(Math.abs(shares.wrong! - beyond(wrong)) < 1e-12, `edge ${edge}`);
      const within = certifiedShares(all, (edge + edges[bin + 1]!) / 2).correct;
      assert.ok(within <= shares.correct && shares.correct <= before);
      before = within;
    }
  });

  it("tell nothing of wrong predictions where the run does not", () => {
    const counts = { edges: [0, 1, 2], correct: [2, 2], examples: 5 };
    assert.deepEqual(certifiedShares(counts, 1), { correct: 2 / 5 });
  });

  it("show a far last bin in part", () => {
    const counts = { edges: [0, 1, 2, 1e9], correct: [1, 1, 1], examples: 3 };
    assert.deepEqual(shownRadii(counts), [0, 5]);
  });
});
