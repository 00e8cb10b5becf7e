import assert from "node:assert/strict";
import { takeWeights } from "../../../src/gloro/keras/index.js";
import type { KerasWeight } from "../../../src/gloro/keras/index.js";
import { buildNetwork } from "../../../src/gloro/network.js";
import { host } from "../eager.js";

const network = buildNetwork({
  inputShape: [4, 4, 1],
  layers: [
    { kind: "liResNetBlock", name: "block", kernelSize: 1, residualScale: 0.1 },
    { kind: "scaling", name: "scale" },
    { kind: "bias", name: "shift" },
    { kind: "flatten" },
    { kind: "dense", name: "head", units: 2, useBias: false },
  ],
});

function weight(layer: string, name: string, shape: number[], values?: number[]): KerasWeight {
  const size = shape.reduce((product, length) => product * length, 1);
  const data = Float32Array.from(values ?? Array.from({ length: size }, (_, i) => i + 0.5));
  return { layer, name, shape, data };
}

const given = [
  weight("block", "block/conv_kernel:0", [1, 1, 1, 1]),
  weight("block", "block/bias:0", [1]),
  weight("block", "block/affine:0", [1, 1, 1, 1]),
  weight("block", "scale:0", [], [0.1]),
  weight("scale", "w:0", [], [-2]),
  weight("shift", "b:0", [1], [3]),
  weight("head", "model/head/kernel:0", [16, 2]),
];

/** The weights, those of one layer replaced. */
const withLayer = (layer: string, ...weights: KerasWeight[]) => [
  ...given.filter((each) => each.layer !== layer),
  ...weights,
];

describe("takeWeights", () => {
  it("gives them our names and shapes", () => {
    assert.deepEqual(takeWeights(network, given), {
      "block/kernel": host([1, 1, 1, 1], [0.5]),
      "block/bias": host([1], [0.5]),
      "block/affine": host([1, 1, 1, 1], [0.5]),
      "scale/alpha": host([], [-2]),
      "shift/bias": host([], [3]),
      "head/kernel": host([16, 2], given.at(-1)!.data),
    });
    const head = takeWeights(network, withLayer("scale", weight("scale", "alpha:0", [], [7])));
    assert.deepEqual(head["scale/alpha"], host([], [7]));
  });

  it("says what does not fit", () => {
    const kernel = given.at(-1)!;
    const refused: [KerasWeight[], RegExp][] = [
      [given.slice(1), /"block" lacks weights: it has kernel, affine, bias/],
      [[...given, kernel], /"head" is given the weight "model\/head\/kernel:0" twice/],
      [
        [...given, weight("head", "head/bias:0", [2])],
        /weight of layer "head" "head\/bias:0".*kernel/,
      ],
      [[...given, weight("other", "other/bias:0", [2])], /layer of a weight "other"/],
      [withLayer("head", weight("head", "head/kernel:0", [2, 16])), /"head".*\[16, 2\].*\[2, 16\]/],
      [withLayer("head", { ...kernel, data: kernel.data.subarray(1) }), /"head".* 31 numbers/],
      [
        withLayer("scale", weight("scale", "w:0", [2])),
        /"scale" takes .* in the shape \[\], but 2/,
      ],
      [withLayer("scale", weight("scale", "w:0", [], [NaN])), /"scale".*"w:0".*not finite/],
      [withLayer("shift", weight("shift", "b:0", [], [Infinity])), /"shift".*not finite/],
      [
        given.map((each) => (each.name === "scale:0" ? weight("block", "scale:0", [], [1]) : each)),
        /"block" has the residual_scale 0.1/,
      ],
    ];
    for (const [weights, message] of refused)
      assert.throws(() => takeWeights(network, weights), { message });
  });
});
