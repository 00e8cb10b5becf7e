import assert from "node:assert/strict";
import { flip } from "../../../src/data/augmentation/flip.js";
import { randomStream } from "../../../src/data/random/randomStream.js";
import { at, imageFrom, randomImage, shapes } from "./exampleImages.js";

describe("flip", () => {
  it("gives the image or its mirror image, each half of the time", () => {
    for (const shape of shapes) {
      const image = randomImage(shape, 1);
      const mirrored = imageFrom(shape, (row, column, channel) =>
        at(image, shape, row, shape.width - 1 - column, channel),
      );
      const target = new Float32Array(image.length);
      let flips = 0;
      for (let seed = 0; seed < 1000; seed++) {
        flip({ kind: "flip" }, image, shape, randomStream(seed), target);
        const isMirrored = target.every((value, index) => value === mirrored[index]);
        if (!isMirrored) assert.deepEqual(target, image, `seed ${seed}, width ${shape.width}`);
        flips += Number(isMirrored);
      }
      if (shape.width > 1) assert.ok(flips > 420 && flips < 580, `${flips} flips of 1000`);
    }
  });
});
