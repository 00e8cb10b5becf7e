import assert from "node:assert/strict";
import { contrast } from "../../../src/data/augmentation/contrast.js";
import { randomStream } from "../../../src/data/random/randomStream.js";
import { randomImage, shapes } from "./exampleImages.js";

describe("contrast", () => {
  it("multiplies distances from each channel's mean, and clamps", () => {
    for (const shape of shapes) {
      for (const factor of [0, 0.8, 1, 1.2, 4]) {
        const image = randomImage(shape, 7);
        const target = new Float32Array(image.length).fill(NaN);
        const step = { kind: "contrast", lower: factor, upper: factor } as const;
        contrast(step, image, shape, randomStream(1), target);
        const { channels } = shape;
        for (let channel = 0; channel < channels; channel++) {
          const values = [...image].filter((_, index) => index % channels === channel);
          const mean = values.reduce((a, b) => a + b, 0) / values.length;
          values.forEach((value, pixel) => {
            const expected = Math.min(Math.max(mean + factor * (value - mean), 0), 1);
            const found = target[pixel * channels + channel]!;
            assert.ok(Math.abs(found - expected) < 1e-6, `factor ${factor}, pixel ${pixel}`);
          });
        }
      }
    }
  });

  it("draws its factor between the bounds", () => {
    const image = Float32Array.of(0.4, 0.6);
    const target = new Float32Array(2);
    const factors = Array.from({ length: 300 }, (_, seed) => {
      const step = { kind: "contrast", lower: 0.8, upper: 1.2 } as const;
      contrast(step, image, { height: 1, width: 2, channels: 1 }, randomStream(seed), target);
      return (target[1]! - target[0]!) / 0.2;
    });
    assert.ok(Math.min(...factors) > 0.8 - 1e-6 && Math.min(...factors) < 0.82);
    assert.ok(Math.max(...factors) < 1.2 + 1e-6 && Math.max(...factors) > 1.18);
  });
});
