import assert from "node:assert/strict";
import { architecture, architectureNames } from "../../../src/gloro/architectures/index.js";
import { ShapeError, UnknownWordError } from "../../../src/gloro/errors.js";
import { buildNetwork } from "../../../src/gloro/network.js";

/** Kernel shapes that the Python tools' architectures have. */
const kernels = {
  cnn_2C2F: [[28, 28, 1], "4×4×1×16 4×4×16×32 1568×100 100×10"],
  cnn_4C3F: [[28, 28, 1], "3×3×1×32 4×4×32×32 3×3×32×64 4×4×64×64 3136×512 512×512 512×10"],
  cnn_6C2F: [
    [32, 32, 3],
    "3×3×3×32 3×3×32×32 4×4×32×32 3×3×32×64 3×3×64×64 4×4×64×64 4096×512 512×10",
  ],
} as const;

describe("architecture", () => {
  for (const name of architectureNames) {
    it(`${name} has the kernels of the Python tools' network`, () => {
      const [inputShape, expected] = kernels[name];
      const network = buildNetwork({ inputShape, layers: architecture(name, inputShape, 10) });
      const shapes = Object.entries(network.parameters)
        .filter(([parameter]) => parameter.endsWith("/kernel"))
        .map(([, { shape }]) => shape.join("×"));
      assert.equal(shapes.join(" "), expected);
    });
  }

  it("refuses another name, and an input that is no image", () => {
    assert.throws(
      () => architecture("cnn_9", [28, 28, 1], 10),
      new UnknownWordError("architecture", "cnn_9", architectureNames),
    );
    assert.throws(() => architecture("cnn_2C2F", [784], 10), ShapeError);
  });
});
