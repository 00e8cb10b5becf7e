import assert from "node:assert/strict";
import { configKeys } from "../../../src/runs/config.js";
import { drawCount, sweepDraws } from "../../../src/runs/sweep/sweepDraws.js";
import type { SweptValue } from "../../../src/runs/sweep/sweepDraws.js";

const draws = (sweep: unknown) => {
  const parsed = configKeys.shape.sweep.parse(sweep);
  assert.ok(parsed);
  const drawn = sweepDraws(parsed);
  assert.equal(drawCount(parsed), drawn.length);
  return drawn;
};
const values = (draw: readonly SweptValue[]) => draw.map(({ value }) => value);

describe("sweepDraws", () => {
  it("gives each value of a grid with each of the others", () => {
    const drawn = draws({ grid: { epsilon: [0.1, "36/255"], loss: ["emma", "la", "trades_kl"] } });
    assert.deepEqual(drawn.map(values), [
      [0.1, "emma"],
      [0.1, "la"],
      [0.1, "trades_kl"],
      ["36/255", "emma"],
      ["36/255", "la"],
      ["36/255", "trades_kl"],
    ]);
    assert.deepEqual(drawn[4]?.[1]?.writtenAt, ["sweep", "grid", "loss", 1]);
  });

  const random = {
    learningRate: { from: 1e-4, to: 1e-1, scale: "log" },
    batchSize: { from: 32, to: 256, step: 32 },
    epsilon: { from: 0.1, to: 0.7, step: 0.1 },
    loss: ["emma", "crossentropy"],
  };

  it("draws from ranges and lists, the same with the same seed", () => {
    const drawn = draws({ random, runs: 400, seed: 3 }).map(values);
    const [rates, batches, radii, losses] = [0, 1, 2, 3].map((path) =>
      drawn.map((run) => run[path]),
    ) as [number[], number[], number[], string[]];
    assert.ok(rates.every((rate) => rate >= 1e-4 && rate <= 1e-1));
    // On a log scale each power of ten has a third of the runs, give or take five deviations.
    const below = (limit: number) => rates.filter((rate) => rate < limit).length;
    assert.ok(Math.abs(below(1e-3) - 133) < 47, `${below(1e-3)} below 0.001`);
    assert.ok(Math.abs(below(1e-2) - 267) < 47, `${below(1e-2)} below 0.01`);
    assert.deepEqual(
      [...new Set(batches)].sort((a, b) => a - b),
      [32, 64, 96, 128, 160, 192, 224, 256],
    );
    // Multiples as they are written, though 3 * 0.1 is not 0.3.
    assert.deepEqual([...new Set(radii)].sort(), [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
    assert.deepEqual([...new Set(losses)].sort(), ["crossentropy", "emma"]);
    assert.deepEqual(draws({ random, runs: 400, seed: 3 }).map(values), drawn);
    assert.notDeepEqual(draws({ random, runs: 400, seed: 4 }).map(values), drawn);
  });

  it("begins with the runs that a sweep with fewer has", () => {
    assert.deepEqual(
      draws({ random, runs: 9 }).map(values).slice(0, 4),
      draws({ random, runs: 4 }).map(values),
    );
  });
});
