import assert from "node:assert/strict";
import { padCrop } from "../../../src/data/augmentation/padCrop.js";
import { randomStream } from "../../../src/data/random/randomStream.js";
import { at, imageFrom, randomImage, shapes } from "./exampleImages.js";

describe("padCrop", () => {
  it("shifts by up to the padding each way, every shift as often, black moving in", () => {
    const padding = 2;
    for (const shape of shapes) {
      const image = randomImage(shape, 10).map((value) => Math.max(value, 0.01));
      const shifted = new Map<string, [number, number]>();
      for (let down = -padding; down <= padding; down++) {
        for (let right = -padding; right <= padding; right++) {
          const expected = imageFrom(shape, (row, column, channel) =>
            at(image, shape, row + down, column + right, channel),
          );
          shifted.set(expected.join(), [down, right]);
        }
      }
      const target = new Float32Array(image.length);
      const seen = new Map<string, number>();
      for (let seed = 0; seed < 1000; seed++) {
        padCrop({ kind: "padCrop", padding }, image, shape, randomStream(seed), target);
        const shift = shifted.get(target.join());
        assert.ok(shift, `seed ${seed}, ${shape.height} × ${shape.width}: no shift of the image`);
        seen.set(shift.join(), (seen.get(shift.join()) ?? 0) + 1);
      }
      assert.equal(seen.size, shifted.size);
      if (shifted.size === 25) {
        for (const [shift, count] of seen)
          assert.ok(count > 10 && count < 75, `${shift}: ${count}`);
      }
    }
  });
});
