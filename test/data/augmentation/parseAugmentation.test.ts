import assert from "node:assert/strict";
import { parseAugmentation } from "../../../src/data/augmentation/parseAugmentation.js";

const kinds = (text: string) => parseAugmentation(text).steps.map(({ kind }) => kind);

describe("parseAugmentation", () => {
  it("knows the Python tools' words and LiResNet's", () => {
    assert.deepEqual(kinds("none"), []);
    assert.deepEqual(parseAugmentation("standard"), {
      name: "standard",
      steps: [{ kind: "flip" }, { kind: "zoom", amount: 0.25 }],
    });
    assert.deepEqual(parseAugmentation("no_flip").steps, [{ kind: "zoom", amount: 0.25 }]);
    assert.deepEqual(kinds("all"), ["flip", "saturation", "contrast", "zoom"]);
    assert.deepEqual(kinds("rs"), ["flip", "zoom", "noise"]);
    assert.deepEqual(kinds("rs_no_flip"), ["zoom", "noise"]);
    assert.deepEqual(parseAugmentation("crop_flip").steps, [
      { kind: "padCrop", padding: 4 },
      { kind: "flip" },
    ]);
  });

  it("reads the noise's standard deviation", () => {
    const sigma = (text: string) => parseAugmentation(text).steps.at(-1);
    assert.deepEqual(sigma("rs"), { kind: "noise", sigma: 0.125 });
    assert.deepEqual(sigma("rs.0.25"), { kind: "noise", sigma: 0.25 });
    assert.deepEqual(sigma("rs_no_flip.1"), { kind: "noise", sigma: 1 });
  });

  it("refuses other words, and says which there are", () => {
    for (const word of ["", "flip", "standard.0.5", "rs0.25", "toString", "None"]) {
      assert.throws(
        () => parseAugmentation(word),
        { name: "UnknownWordError", message: /Known: none, standard, .*crop_flip\.$/ },
        word,
      );
    }
  });

  it("refuses a standard deviation that is none", () => {
    for (const text of ["rs.", "rs.0", "rs.-1", "rs.many", "rs.Infinity", "rs_no_flip.NaN"]) {
      assert.throws(() => parseAugmentation(text), /needs a positive standard deviation/, text);
    }
  });
});
