import assert from "node:assert/strict";
import { cropAndResize } from "../../../src/data/augmentation/cropAndResize.js";
import { at, imageFrom, randomImage, shapes } from "./exampleImages.js";

/** Bilinear sampling as a sum over all pixels, each weighted by a tent around it. */
function tentSum(
  image: Float32Array,
  shape: (typeof shapes)[number],
  y: number,
  x: number,
  channel: number,
): number {
  let sum = 0;
  for (let row = 0; row < shape.height; row++) {
    for (let column = 0; column < shape.width; column++) {
      const weight = Math.max(1 - Math.abs(y - row), 0) * Math.max(1 - Math.abs(x - column), 0);
      sum += weight * at(image, shape, row, column, channel);
    }
  }
  return sum;
}

describe("cropAndResize", () => {
  it("keeps an image whose box is the whole of it", () => {
    for (const shape of shapes) {
      const image = randomImage(shape, 3);
      const target = new Float32Array(image.length);
      cropAndResize(image, shape, { top: 0, left: 0, side: 1 }, target);
      assert.deepEqual(target, image);
    }
  });

  it("agrees with a sum over all pixels", () => {
    const boxes = [
      { top: 0.1, left: 0.2, side: 0.75 },
      { top: 0, left: 0.25, side: 0.75 },
      { top: 0.03, left: 0, side: 0.9 },
    ];
    for (const shape of shapes) {
      for (const box of boxes) {
        const image = randomImage(shape, 4);
        const target = new Float32Array(image.length);
        cropAndResize(image, shape, box, target);
        const place = (pixel: number, length: number, start: number) =>
          length === 1 ? 0 : (start + (box.side * pixel) / (length - 1)) * (length - 1);
        const expected = imageFrom(shape, (row, column, channel) =>
          tentSum(
            image,
            shape,
            place(row, shape.height, box.top),
            place(column, shape.width, box.left),
            channel,
          ),
        );
        target.forEach((value, index) => {
          const message = `${shape.height} × ${shape.width}, side ${box.side}, value ${index}`;
          assert.ok(Math.abs(value - expected[index]!) < 1e-6, message);
        });
      }
    }
  });

  it("gives the values that TensorFlow's definition gives by hand", () => {
    // A box from 1/4 to 3/4 of 0, 1, 2, 3, 4 (quarters): positions 1, 1.5, 2, 2.5, 3.
    const image = Float32Array.of(0, 0.25, 0.5, 0.75, 1);
    const target = new Float32Array(5);
    const shape = { height: 1, width: 5, channels: 1 };
    cropAndResize(image, shape, { top: 0.25, left: 0.25, side: 0.5 }, target);
    assert.deepEqual([...target], [0.25, 0.375, 0.5, 0.625, 0.75]);
  });
});
