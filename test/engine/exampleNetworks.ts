import * as tf from "@tensorflow/tfjs-core";
import { entry } from "../../src/gloro/entry.js";
import { resnetBlock } from "../../src/gloro/layers/resnetBlock.js";
import type { CustomLayer, Place } from "../../src/gloro/layers/layer.js";
import { buildNetwork } from "../../src/gloro/network.js";
import type { Network } from "../../src/gloro/network.js";

const head = { kind: "dense", units: 3 } as const;

/** Small networks on 6×6 images that together have every layer kind, both pairings, and each kind of stride. */
export const exampleNetworks: Readonly<Record<string, Network>> = {
  // Wide enough that, in batches of 9, the strided convolution is a product of gathered windows.
  adjacent: buildNetwork({
    inputShape: [6, 6, 2],
    layers: [
      { kind: "conv2d", filters: 8, kernelSize: 3, padding: "same" },
      { kind: "minMax", pairing: "adjacent" },
      { kind: "conv2d", filters: 6, kernelSize: 4, strides: 2, padding: "same" },
      { kind: "minMax", pairing: "adjacent" },
      { kind: "flatten" },
      { kind: "dense", units: 10 },
      { kind: "minMax", pairing: "adjacent" },
      head,
    ],
  }),
  halves: buildNetwork({
    inputShape: [6, 6, 1],
    layers: [
      { kind: "conv2d", filters: 4, kernelSize: [2, 3], strides: [2, 1], padding: "same" },
      { kind: "minMax", pairing: "halves" },
      { kind: "conv2d", filters: 4, kernelSize: 2, padding: "valid" },
      { kind: "minMax", pairing: "halves" },
      { kind: "flatten" },
      { kind: "dense", units: 8, useBias: false },
      { kind: "minMax", pairing: "halves" },
      head,
    ],
  }),
  // Three channels: pairs lie across pixels.
  oddChannels: buildNetwork({
    inputShape: [6, 6, 1],
    layers: [
      { kind: "conv2d", filters: 3, kernelSize: 3, padding: "same", useBias: false },
      { kind: "minMax" },
      { kind: "conv2d", filters: 2, kernelSize: 2, strides: 3, padding: "valid" },
      { kind: "flatten" },
      head,
    ],
  }),
  relu: buildNetwork({
    inputShape: [6, 6, 1],
    layers: [
      { kind: "conv2d", filters: 5, kernelSize: 3, strides: 2, padding: "valid" },
      { kind: "relu" },
      { kind: "flatten" },
      { kind: "dense", units: 7 },
      { kind: "relu" },
      head,
    ],
  }),
  pooling: buildNetwork({
    inputShape: [6, 6, 2],
    layers: [
      { kind: "conv2d", filters: 6, kernelSize: 3, padding: "same" },
      { kind: "relu" },
      { kind: "maxPooling2d" },
      { kind: "conv2d", filters: 8, kernelSize: 2, padding: "same" },
      { kind: "averagePooling2d", poolSize: 2, strides: 1, padding: "same" },
      { kind: "minMax", absoluteValue: true },
      { kind: "maxPooling2d", poolSize: [3, 2], strides: [2, 1], padding: "same" },
      { kind: "averagePooling2d" },
      { kind: "flatten" },
      { kind: "dense", units: 6, lipschitz: "exact" },
      head,
    ],
  }),
  activations: buildNetwork({
    inputShape: [6, 6, 1],
    layers: [
      { kind: "conv2d", filters: 4, kernelSize: 3, strides: 2, padding: "same" },
      { kind: "leakyRelu", slope: 0.2 },
      { kind: "scaling", initial: 0.7 },
      { kind: "elu", alpha: 0.6 },
      { kind: "bias", initial: 0.1 },
      { kind: "softsign" },
      { kind: "conv2d", filters: 4, kernelSize: 3, padding: "same" },
      { kind: "selu" },
      { kind: "linear" },
      { kind: "tanh" },
      { kind: "flatten" },
      { kind: "dense", units: 8 },
      { kind: "softplus" },
      { kind: "dense", units: 40, lipschitz: "exact", unitColumns: true },
      { kind: "hardSigmoid" },
      { kind: "dense", units: 6 },
      { kind: "sigmoid" },
      head,
    ],
  }),
  liResNet: buildNetwork({
    inputShape: [6, 6, 1],
    layers: [
      { kind: "conv2d", filters: 2, kernelSize: 5, padding: "same" },
      { kind: "minMax" },
      { kind: "liResNetBlock", residualScale: 0.5 },
      { kind: "minMax" },
      { kind: "invertibleDownsampling" },
      { kind: "liResNetBlock", kernelSize: [2, 4], useAffine: false, useBias: false },
      { kind: "minMax", pairing: "halves" },
      { kind: "flatten" },
      head,
    ],
  }),
  // The residual block of the Python library, as fixup has it.
  resnet: buildNetwork({
    inputShape: [6, 6, 1],
    layers: [
      { kind: "conv2d", name: "stem", filters: 4, kernelSize: 3, padding: "same" },
      ...resnetBlock({
        name: "block",
        input: "stem",
        filters: [4, 4, 8],
        activation: "minMax",
        useFixup: true,
      }),
      { kind: "flatten" },
      head,
    ],
  }),
  // Branches that meet, and a layer from outside the method, with a weight of its own.
  branches: buildNetwork({
    inputShape: [6, 6, 1],
    layers: [
      { kind: "conv2d", name: "stem", filters: 4, kernelSize: 3, strides: 2, padding: "same" },
      { kind: "minMax", name: "skip" },
      { kind: "conv2d", filters: 4, kernelSize: 3, padding: "same" },
      { kind: "custom", name: "gate", define: gate },
      { kind: "add", name: "sum", inputs: ["gate", "skip"] },
      { kind: "concatenate", inputs: ["sum", "stem"] },
      { kind: "flatten" },
      { kind: "dense", units: 6 },
      head,
    ],
  }),
};

/** Multiplies by a trained number: |g| is its Lipschitz constant. */
function gate({ name, inputShape }: Place): CustomLayer {
  const weight = `${name}/g`;
  return {
    outputShape: inputShape,
    weights: [{ name: weight, shape: [1], initialiser: "orthogonal" }],
    gain: { kind: "computed", compute: (state) => tf.squeeze(tf.abs(entry(state, weight))) },
    forward: (x, state) => tf.mul(x, entry(state, weight)),
  };
}
