import assert from "node:assert/strict";
import {
  imageShapeOf,
  sampleTiles,
  tileShapeOf,
} from "../../../src/extension/inquiries/sampleTiles.js";

const split = (images: Uint8Array | Float32Array, count: number) => ({
  count,
  images,
  labels: new Int32Array(count),
});

describe("imageShapeOf", () => {
  it("takes features that fill a square as an image, and others as a line", () => {
    assert.deepEqual(imageShapeOf([28, 28, 1]), { height: 28, width: 28, channels: 1 });
    assert.deepEqual(imageShapeOf([784]), { height: 28, width: 28, channels: 1 });
    assert.deepEqual(imageShapeOf([6]), { height: 1, width: 6, channels: 1 });
  });
});

describe("sampleTiles", () => {
  it("gives small images as they are, in the order asked for", () => {
    const image = { height: 1, width: 2, channels: 3 };
    const bytes = Uint8Array.from({ length: 12 }, (_, index) => index);
    assert.deepEqual(tileShapeOf(image), image);
    assert.deepEqual(
      [...sampleTiles(split(bytes, 2), image, [1, 0])],
      [6, 7, 8, 9, 10, 11, 0, 1, 2, 3, 4, 5],
    );
    const floats = Float32Array.from(bytes, (byte) => byte / 255);
    assert.deepEqual([...sampleTiles(split(floats, 2), image, [1])], [6, 7, 8, 9, 10, 11]);
  });

  it("makes large images smaller by means, also at an edge that squares do not fill", () => {
    const image = { height: 1, width: 65, channels: 1 };
    assert.deepEqual(tileShapeOf(image), { height: 1, width: 22, channels: 1 });
    const bytes = Uint8Array.from({ length: 65 }, (_, index) => index);
    const tiles = sampleTiles(split(bytes, 1), image, [0]);
    assert.deepEqual([tiles[0], tiles[20], tiles[21]], [1, 61, 64]);
  });

  it("drops opacity, and makes channels that are no colours grey", () => {
    const rgba = { height: 1, width: 1, channels: 4 };
    assert.deepEqual([...sampleTiles(split(Uint8Array.of(1, 2, 3, 255), 1), rgba, [0])], [1, 2, 3]);
    const two = { height: 1, width: 1, channels: 2 };
    assert.deepEqual([...sampleTiles(split(Uint8Array.of(10, 20), 1), two, [0])], [15]);
  });
});
