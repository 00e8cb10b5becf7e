import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readSafetensors } from "../../../src/formats/safetensors.js";
import { convertLiResNet } from "../../../src/gloro/liresnet/convertLiResNet.js";
import type { TorchTensor } from "../../../src/gloro/liresnet/stateDict.js";
import { buildNetwork } from "../../../src/gloro/network.js";
import { logitsStep } from "../../../src/gloro/programs/index.js";
import { assertClose } from "../close.js";
import { host, runEagerly, valuesOf } from "../eager.js";

function tensors(name: string): Record<string, TorchTensor> {
  const path = fileURLToPath(new URL(`../../fixtures/liresnet/${name}`, import.meta.url));
  const { tensors } = readSafetensors(readFileSync(path), name);
  return Object.fromEntries(
    Object.entries(tensors).map(([key, { shape, data }]) => [
      key,
      { shape, data: Float32Array.from(data) },
    ]),
  );
}

describe("convertLiResNet", () => {
  const state = tensors("weights.safetensors");
  const truth = tensors("truth.safetensors");

  for (const [name, unitColumns] of [
    ["logits", false],
    ["logits_lln", true],
  ] as const)
    it(`gives the ${name} of the authors' forward pass`, () => {
      const { weights, ...config } = convertLiResNet(state, { unitColumns });
      const network = buildNetwork(config);
      const { shape, data } = truth["images"]!;
      const program = logitsStep({ network, batchSize: shape[0]! });
      const { outputs } = runEagerly(program, weights, { images: host(shape, data) });
      assertClose(valuesOf(outputs, "logits"), Array.from(truth[name]!.data), 2e-6, name);
    });

  it("takes the patches of ImageNet's stem, whose images its kernel tells", () => {
    const tensor = (...shape: number[]): TorchTensor => ({
      shape,
      data: new Float32Array(shape.reduce((product, size) => product * size, 1)).map(
        (_, i) => Math.sin(i + 1) + (i % 7) / 7,
      ),
    });
    const { inputShape, layers, weights } = convertLiResNet(
      {
        ...state,
        "stem.0.weight": tensor(4, 3, 28, 28),
        "neck.weight": tensor(12, 4 * 2 ** 2),
      },
      { unitColumns: true },
    );
    assert.deepEqual(inputShape, [224, 224, 3]);
    const network = buildNetwork({ inputShape, layers });
    assert.deepEqual(network.layers[1]?.outputShape, [8, 8, 4]);
    for (const [name, { shape }] of Object.entries(network.parameters))
      assert.deepEqual(weights[name]?.shape, shape, name);
  });

  const refused: [string, Record<string, TorchTensor | undefined>, RegExp][] = [
    [
      "another network",
      { "neck.kernel": undefined },
      /no "neck\.kernel", so it is no LiResNet\. Save/,
    ],
    [
      "other sizes",
      { "conv.gamma": { shape: [2, 4], data: new Float32Array(8) } },
      /"conv\.gamma" has the shape \[2, 4\], where .* has the shape|5 axes/,
    ],
    [
      "images of no known size",
      { "neck.weight": { shape: [12, 4 * 3 ** 2], data: new Float32Array(12 * 36) } },
      /fit no LiResNet for images/,
    ],
    [
      "a number that is not finite",
      { "head.bias": { shape: [3], data: Float32Array.of(0, NaN, 0) } },
      /"head\.bias" that is not finite/,
    ],
    [
      "a kernel of zeros",
      { "neck.kernel": { shape: [4, 64], data: new Float32Array(256) } },
      /cannot be made orthogonal/,
    ],
  ];
  for (const [what, change, message] of refused)
    it(`refuses ${what}`, () => {
      const changed = Object.entries({ ...state, ...change }).filter(([, tensor]) => tensor);
      const given = Object.fromEntries(changed) as Record<string, TorchTensor>;
      assert.throws(() => convertLiResNet(given, { unitColumns: true }), message);
    });
});
