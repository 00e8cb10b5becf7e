import assert from "node:assert/strict";
import { difference, imagePixels, rowOfTiles } from "../../../webview/samples/pixels.js";

describe("rowOfTiles", () => {
  it("puts tiles beside each other, with gaps and missing ones that can be seen through", () => {
    const grey = { height: 2, width: 1, channels: 1 };
    const row = rowOfTiles([Uint8Array.of(10, 20), undefined, Uint8Array.of(30, 40)], grey, 1, 3);
    const line = (...values: number[]) =>
      values.flatMap((value) => (value < 0 ? [0, 0, 0, 0] : [value, value, value, 255]));
    assert.deepEqual([...row], [...line(10, -1, -1, -1, 30, -1), ...line(20, -1, -1, -1, 40, -1)]);
  });

  it("keeps colours in their order", () => {
    const colours = { height: 1, width: 1, channels: 3 };
    assert.deepEqual([...rowOfTiles([Uint8Array.of(1, 2, 3)], colours, 0, 1)], [1, 2, 3, 255]);
  });
});

describe("imagePixels", () => {
  it("shows 0 to 1 as black to white, and channels that are no colours as their mean", () => {
    const grey = { height: 1, width: 2, channels: 1 };
    assert.deepEqual(
      [...imagePixels(Float32Array.of(0, 1), grey)],
      [0, 0, 0, 255, 255, 255, 255, 255],
    );
    const two = { height: 1, width: 1, channels: 2 };
    assert.deepEqual([...imagePixels(Float32Array.of(0.2, 0.6), two)], [102, 102, 102, 255]);
  });
});

describe("difference", () => {
  const shape = { height: 1, width: 3, channels: 1 };

  it("is grey where nothing changes, and takes the largest change to the end", () => {
    const before = Float32Array.of(0.5, 0.5, 0.5);
    const { pixels, scale } = difference(before, Float32Array.of(0.5, 0.75, 0.375), shape);
    assert.deepEqual([pixels[0], pixels[4], pixels[8]], [128, 255, 64]);
    // A change of 0.25 is shown as half of the range.
    assert.equal(scale, 2);
  });

  it("is grey all over for the same image", () => {
    const image = Float32Array.of(0, 0.5, 1);
    const { pixels } = difference(image, image, shape);
    assert.deepEqual([pixels[0], pixels[4], pixels[8]], [128, 128, 128]);
  });
});
