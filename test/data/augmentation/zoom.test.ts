import assert from "node:assert/strict";
import { zoom } from "../../../src/data/augmentation/zoom.js";
import { randomStream } from "../../../src/data/random/randomStream.js";
import { imageFrom } from "./exampleImages.js";

describe("zoom", () => {
  it("shows a box of a side in [1 − amount, 1), anywhere inside the image", () => {
    const shape = { height: 9, width: 9, channels: 2 };
    // Channel 0 holds the row, channel 1 the column: the corners tell the box.
    const image = imageFrom(shape, (row, column, channel) => (channel === 0 ? row : column) / 8);
    const target = new Float32Array(image.length);
    const sides: number[] = [];
    const places: number[] = [];
    for (let seed = 0; seed < 500; seed++) {
      zoom({ kind: "zoom", amount: 0.25 }, image, shape, randomStream(seed), target);
      const [top, left] = target;
      const [bottom, right] = target.subarray(-2);
      const side = bottom! - top!;
      assert.ok(Math.abs(right! - left! - side) < 1e-6, `seed ${seed}: the box is no square`);
      assert.ok(side > 0.75 - 1e-6 && side < 1, `seed ${seed}: side ${side}`);
      assert.ok(top! >= 0 && left! >= 0 && bottom! <= 1 && right! <= 1, `seed ${seed}`);
      sides.push(side);
      places.push(top! / (1 - side), left! / (1 - side));
    }
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    assert.ok(Math.abs(mean(sides) - 0.875) < 0.01, `mean side ${mean(sides)}`);
    assert.ok(Math.abs(mean(places) - 0.5) < 0.04, `mean place ${mean(places)}`);
    assert.ok(Math.min(...sides) < 0.76 && Math.max(...sides) > 0.99);
  });
});
