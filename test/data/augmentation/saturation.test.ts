import assert from "node:assert/strict";
import { saturation } from "../../../src/data/augmentation/saturation.js";
import { randomStream } from "../../../src/data/random/randomStream.js";
import { randomImage } from "./exampleImages.js";

/** Hue in [0, 6), saturation and value: the textbook's conversion (Smith 1978). */
function toHsv(red: number, green: number, blue: number): [number, number, number] {
  const value = Math.max(red, green, blue);
  const range = value - Math.min(red, green, blue);
  if (range === 0) return [0, 0, value];
  const hue =
    value === red
      ? (green - blue) / range
      : value === green
        ? 2 + (blue - red) / range
        : 4 + (red - green) / range;
  return [(hue + 6) % 6, range / value, value];
}

function toRgb(hue: number, saturation: number, value: number): [number, number, number] {
  const channel = (n: number) => {
    const k = (n + hue) % 6;
    return value - value * saturation * Math.max(0, Math.min(k, 4 - k, 1));
  };
  return [channel(5), channel(3), channel(1)];
}

describe("saturation", () => {
  const shape = { height: 6, width: 5, channels: 3 };

  it("agrees with a conversion to hue, saturation and value, and back", () => {
    for (const factor of [0, 0.5, 1, 1.2, 3]) {
      const image = randomImage(shape, 5);
      const target = new Float32Array(image.length);
      const step = { kind: "saturation", lower: factor, upper: factor } as const;
      saturation(step, image, shape, randomStream(1), target);
      for (let pixel = 0; pixel < image.length; pixel += 3) {
        const [hue, full, value] = toHsv(image[pixel]!, image[pixel + 1]!, image[pixel + 2]!);
        toRgb(hue, Math.min(factor * full, 1), value).forEach((expected, channel) => {
          const found = target[pixel + channel]!;
          assert.ok(
            Math.abs(found - expected) < 1e-6,
            `factor ${factor}, value ${pixel + channel}`,
          );
          assert.ok(found >= 0 && found <= 1);
        });
      }
    }
  });

  it("leaves grey pixels and images without three channels", () => {
    const step = { kind: "saturation", lower: 0.5, upper: 1.2 } as const;
    const grey = new Float32Array(12).fill(0.25);
    const target = new Float32Array(12);
    saturation(step, grey, { height: 2, width: 2, channels: 3 }, randomStream(1), target);
    assert.deepEqual(target, grey);
    const single = randomImage({ height: 3, width: 4, channels: 1 }, 6);
    saturation(step, single, { height: 3, width: 4, channels: 1 }, randomStream(1), target);
    assert.deepEqual(target, single);
  });
});
