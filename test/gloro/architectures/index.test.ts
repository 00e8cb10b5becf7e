import assert from "node:assert/strict";
import { architecture, architectureNames } from "../../../src/gloro/architectures/index.js";
import type { ArchitectureOptions } from "../../../src/gloro/architectures/index.js";
import { GloroError, ShapeError, UnknownWordError } from "../../../src/gloro/errors.js";
import { buildNetwork } from "../../../src/gloro/network.js";
import type { Network } from "../../../src/gloro/network.js";

/** Kernel shapes that the Python tools' architectures have. */
const kernels = {
  cnn_2C2F: [[28, 28, 1], "4×4×1×16 4×4×16×32 1568×100 100×10"],
  cnn_4C3F: [[28, 28, 1], "3×3×1×32 4×4×32×32 3×3×32×64 4×4×64×64 3136×512 512×512 512×10"],
  cnn_6C2F: [
    [32, 32, 3],
    "3×3×3×32 3×3×32×32 4×4×32×32 3×3×32×64 3×3×64×64 4×4×64×64 4096×512 512×10",
  ],
  cnn_8C2F: [
    [64, 64, 3],
    "3×3×3×64 3×3×64×64 4×4×64×64 3×3×64×128 3×3×128×128 4×4×128×128 3×3×128×256 4×4×256×256 " +
      "16384×256 256×10",
  ],
  cnn_C6CC2F: [[32, 32, 3], `5×5×3×128 ${"3×3×128×128 ".repeat(6)}4×4×128×256 4096×512 512×10`],
  liresnet_C6CC2F: [
    [32, 32, 3],
    `5×5×3×128 ${"3×3×128×128 ".repeat(6)}4×4×128×256 4096×512 512×10`,
  ],
  liresnet_C18CC2F: [
    [32, 32, 3],
    `5×5×3×256 ${"3×3×256×256 ".repeat(18)}4×4×256×512 8192×512 512×10`,
  ],
} as const;

const networkOf = (name: string, inputShape: readonly number[], options?: ArchitectureOptions) =>
  buildNetwork({ inputShape, layers: architecture(name, inputShape, 10, options) });

const kernelShapes = ({ parameters }: Network) =>
  Object.entries(parameters)
    .filter(([parameter]) => parameter.endsWith("/kernel"))
    .map(([, { shape }]) => shape.join("×"))
    .join(" ");

describe("architecture", () => {
  for (const name of architectureNames) {
    it(`${name} has the kernels of the Python tools' network`, () => {
      const [inputShape, expected] = kernels[name];
      assert.equal(kernelShapes(networkOf(name, inputShape)), expected);
    });

    it(`${name} takes relu in place of minMax`, () => {
      const kinds = (options: ArchitectureOptions) =>
        networkOf(name, kernels[name][0], options).layers.map(({ config }) => config.kind);
      const plain = kinds({});
      assert.ok(plain.includes("minMax"));
      assert.deepEqual(
        kinds({ activation: "relu" }),
        plain.map((kind) => (kind === "minMax" ? "relu" : kind)),
      );
    });
  }

  it("scales the residual of each block by depth^−½, whatever the width", () => {
    const blocks = (name: string) =>
      networkOf(name, [16, 16, 1], { width: 4 }).layers.flatMap(({ config }) =>
        config.kind === "liResNetBlock" ? [config.residualScale] : [],
      );
    assert.deepEqual(blocks("liresnet_C6CC2F"), Array(6).fill(6 ** -0.5));
    assert.deepEqual(blocks("liresnet_C18CC2F"), Array(18).fill(18 ** -0.5));
  });

  it("takes a width, a stride of the stem, and a head with unit columns", () => {
    const network = networkOf("cnn_C6CC2F", [16, 16, 1], {
      width: 6,
      stemStride: 1,
      unitColumns: true,
    });
    assert.equal(
      kernelShapes(network),
      `5×5×1×6 ${"3×3×6×6 ".repeat(6)}4×4×6×12 ${4 * 4 * 12}×512 512×10`,
    );
    const head = network.layers.at(-1)!.config;
    assert.ok(head.kind === "dense" && head.unitColumns);
  });

  it("refuses another name, and an input that is no image", () => {
    assert.throws(
      () => architecture("cnn_9", [28, 28, 1], 10),
      new UnknownWordError("architecture", "cnn_9", architectureNames),
    );
    assert.throws(() => architecture("cnn_2C2F", [784], 10), ShapeError);
  });

  it("refuses an option that it does not have, and a value that is none", () => {
    assert.throws(
      () => architecture("cnn_2C2F", [28, 28, 1], 10, { width: 4 }),
      new UnknownWordError("option of the architecture cnn_2C2F", "width", ["activation"]),
    );
    for (const width of [0, 1.5]) {
      assert.throws(
        () => architecture("cnn_C6CC2F", [28, 28, 1], 10, { width }),
        (error) => error instanceof GloroError && error.message.includes("width"),
      );
    }
  });
});
