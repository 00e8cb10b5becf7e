import assert from "node:assert/strict";
import type { NumberArray } from "../../../src/data/arrays/numberArray.js";
import { imagesOf } from "../../../src/data/sources/imagesOf.js";

function floats(shape: readonly number[], values: readonly number[]): NumberArray {
  return { shape, kind: "float", values: Float64Array.from(values) };
}

describe("imagesOf", () => {
  it("takes bytes as they are, in shared memory", () => {
    const array: NumberArray = {
      shape: [2, 2, 1],
      kind: "integer",
      values: Uint8Array.of(0, 9, 8, 255),
    };
    const { count, inputShape, images } = imagesOf(array, "train images");
    assert.deepEqual([count, inputShape, [...images]], [2, [2, 1, 1], [0, 9, 8, 255]]);
    assert.ok(images instanceof Uint8Array && images.buffer instanceof SharedArrayBuffer);
  });

  it("takes other integers in 0..255 as bytes and booleans as black and white", () => {
    const integers: NumberArray = {
      shape: [1, 3],
      kind: "integer",
      values: Int32Array.of(0, 7, 255),
    };
    assert.deepEqual([...imagesOf(integers, "images").images], [0, 7, 255]);
    const booleans: NumberArray = { shape: [1, 3], kind: "bool", values: Uint8Array.of(0, 1, 1) };
    assert.deepEqual([...imagesOf(booleans, "images").images], [0, 255, 255]);
  });

  it("keeps floats in [0, 1], both ends included", () => {
    const { images } = imagesOf(floats([1, 3], [0, 0.25, 1]), "images");
    assert.ok(images instanceof Float32Array && images.buffer instanceof SharedArrayBuffer);
    assert.deepEqual([...images], [0, 0.25, 1]);
  });

  for (const [value, advice] of [
    [NaN, /holds the value NaN; values must lie in \[0, 1\]\.$/],
    [Infinity, /holds the value Infinity; values must lie in \[0, 1\]\.$/],
    [-Infinity, /holds the value -Infinity/],
    [-0.001, /holds the value -0.001; values must lie in \[0, 1\]\.$/],
    [1.001, /divide them by 255/],
    [255, /divide them by 255/],
    [256, /holds the value 256; values must lie in \[0, 1\]\.$/],
  ] as const) {
    it(`refuses ${value}, naming the example`, () => {
      const array = floats([3, 2], [0, 1, 0, 1, 0, value]);
      assert.throws(() => imagesOf(array, "test images of d.npz"), advice);
      assert.throws(
        () => imagesOf(array, "test images of d.npz"),
        /^GloroError: Example 2 of the test/,
      );
    });
  }

  it("refuses integers outside 0..255", () => {
    for (const value of [-1, 256]) {
      const array: NumberArray = {
        shape: [2, 1],
        kind: "integer",
        values: Int32Array.of(3, value),
      };
      assert.throws(
        () => imagesOf(array, "images"),
        new RegExp(`Example 1 .* ${value}; .* 0\\.\\.255`),
      );
    }
  });

  it("refuses shapes that are no images, channels first among them", () => {
    for (const shape of [[4], [1, 1, 1, 2, 2], [1, 3, 32, 32], [1, 1, 28, 28], [0, 5]]) {
      const values = shape.reduce((a, b) => a * b, 1);
      const array = floats(shape, new Array<number>(values).fill(0));
      assert.throws(() => imagesOf(array, "images"), /have the shape .* is expected/, shape.join());
    }
  });
});
