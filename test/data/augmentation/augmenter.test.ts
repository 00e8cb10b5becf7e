import assert from "node:assert/strict";
import { augmenter } from "../../../src/data/augmentation/augmenter.js";
import { parseAugmentation } from "../../../src/data/augmentation/parseAugmentation.js";
import { randomStream } from "../../../src/data/random/randomStream.js";
import { randomImage, shapes } from "./exampleImages.js";

describe("augmenter", () => {
  for (const name of ["standard", "no_flip", "all", "rs", "rs_no_flip.0.5", "crop_flip"]) {
    it(`keeps ${name} in [0, 1], leaves the image, and depends on the random numbers alone`, () => {
      for (const shape of shapes) {
        const { height, width, channels } = shape;
        const augment = augmenter(parseAugmentation(name), [height, width, channels])!;
        for (let seed = 0; seed < 50; seed++) {
          const image = randomImage(shape, seed);
          const before = image.slice();
          const target = new Float32Array(image.length).fill(NaN);
          augment(image, randomStream(seed), target);
          assert.deepEqual(image, before);
          assert.ok(
            target.every((value) => value >= 0 && value <= 1),
            `seed ${seed}, ${height} × ${width} × ${channels}`,
          );
          const again = new Float32Array(image.length);
          augment(image, randomStream(seed), again);
          assert.deepEqual(again, target);
        }
      }
    });
  }

  it("applies the steps in order, as one by one in memory of their own", () => {
    const shape = { height: 6, width: 6, channels: 3 };
    for (const name of ["all", "rs", "crop_flip"]) {
      const augmentation = parseAugmentation(name);
      const augmented = randomImage(shape, 11);
      augmenter(augmentation, [6, 6, 3])!(randomImage(shape, 11), randomStream(12), augmented);
      const random = randomStream(12);
      let expected = randomImage(shape, 11);
      for (const step of augmentation.steps) {
        const target = new Float32Array(expected.length);
        augmenter({ name, steps: [step] }, [6, 6, 3])!(expected, random, target);
        expected = target;
      }
      assert.deepEqual(augmented, expected, name);
    }
  });

  it("needs images, unless it changes nothing", () => {
    assert.equal(augmenter(parseAugmentation("none"), [784]), undefined);
    assert.throws(() => augmenter(parseAugmentation("standard"), [784]), {
      name: "ShapeError",
      message: /"standard" needs images of height × width × channels; the data has 784/,
    });
  });
});
