import assert from "node:assert/strict";
import { noise } from "../../../src/data/augmentation/noise.js";
import { randomStream } from "../../../src/data/random/randomStream.js";

describe("noise", () => {
  it("is Gaussian: mean, standard deviation, tails, neighbours", () => {
    const [height, width, sigma] = [201, 201, 0.05];
    const image = new Float32Array(height * width).fill(0.5);
    const target = new Float32Array(image.length);
    noise({ kind: "noise", sigma }, image, { height, width, channels: 1 }, randomStream(8), target);
    const drawn = [...target].map((value) => (value - 0.5) / sigma);
    const share = (test: (value: number, index: number) => boolean) =>
      drawn.filter(test).length / drawn.length;
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    assert.ok(Math.abs(mean(drawn)) < 0.025, `mean ${mean(drawn)}`);
    assert.ok(Math.abs(mean(drawn.map((value) => value ** 2)) - 1) < 0.035);
    assert.ok(Math.abs(share((value) => Math.abs(value) < 1) - 0.6827) < 0.012);
    assert.ok(Math.abs(share((value) => Math.abs(value) > 2) - 0.0455) < 0.006);
    const products = drawn.slice(1).map((value, index) => value * drawn[index]!);
    assert.ok(Math.abs(mean(products)) < 0.025, "neighbours are correlated");
  });

  it("stays in [0, 1]", () => {
    const image = Float32Array.from({ length: 999 }, (_, index) => index % 2);
    const target = new Float32Array(image.length).fill(NaN);
    const shape = { height: 333, width: 3, channels: 1 };
    noise({ kind: "noise", sigma: 0.5 }, image, shape, randomStream(9), target);
    assert.ok(target.every((value) => value >= 0 && value <= 1));
    assert.ok(target.filter((value) => value === 0).length > 100, "clamped, not rescaled");
  });
});
