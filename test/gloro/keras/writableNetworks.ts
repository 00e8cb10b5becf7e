import type { Dialect } from "../../../src/gloro/keras/index.js";
import type { LayerConfig } from "../../../src/gloro/layers/layer.js";
import { resnetBlock } from "../../../src/gloro/layers/resnetBlock.js";
import { buildNetwork } from "../../../src/gloro/network.js";
import type { Network } from "../../../src/gloro/network.js";

/** Layers that every dialect holds, in the full form that reading gives, for `[7, 8, 3]`. */
const common: LayerConfig[] = [
  {
    kind: "conv2d",
    name: "stem",
    filters: 4,
    kernelSize: [3, 2],
    strides: [1, 1],
    padding: "same",
    useBias: false,
  },
  { kind: "relu", name: "relu" },
  {
    kind: "averagePooling2d",
    name: "mean",
    poolSize: [2, 3],
    strides: [1, 1],
    padding: "valid",
  },
  { kind: "maxPooling2d", name: "largest", poolSize: [2, 2], strides: [2, 2], padding: "same" },
  { kind: "leakyRelu", name: "leaky", slope: 0.25 },
  { kind: "elu", name: "elu", alpha: 0.5 },
  { kind: "tanh", name: "tanh" },
  { kind: "sigmoid", name: "sigmoid" },
  { kind: "hardSigmoid", name: "hard" },
  { kind: "softplus", name: "plus" },
  { kind: "softsign", name: "sign" },
  { kind: "flatten", name: "flat" },
];
const head: LayerConfig = { kind: "dense", name: "head", units: 3, useBias: true };

/** Layers of the library, for `[7, 8, 3]`: pairs cross pixels, since the channels are odd. */
const ofTheLibrary: LayerConfig[] = [
  { kind: "minMax", name: "sort" },
  { kind: "invertibleDownsampling", name: "down", poolSize: [1, 4] },
  // A whole number: Python would make a variable of integers of a written 1.
  { kind: "scaling", name: "factor", initial: 1 },
];

const chain = (...layers: LayerConfig[]) => buildNetwork({ inputShape: [7, 8, 3], layers });

/** Networks that together have every kind that can be written, and the dialects that hold each. */
export const writableNetworks: Readonly<
  Record<string, { readonly network: Network; readonly dialects: readonly Dialect[] }>
> = {
  common: { network: chain(...common, head), dialects: ["1.1.1", "HEAD", "keras"] },
  library: {
    network: chain(...ofTheLibrary, ...common.slice(-1), head),
    dialects: ["1.1.1", "HEAD", "tfjs"],
  },
  release: {
    network: chain(
      { kind: "minMax", name: "sort", absoluteValue: true },
      { kind: "bias", name: "shift", initial: 0 },
      ...ofTheLibrary.slice(1),
      { kind: "flatten", name: "flat" },
      head,
    ),
    dialects: ["1.1.1", "tfjs"],
  },
  halves: {
    network: chain(
      {
        kind: "conv2d",
        name: "conv",
        filters: 4,
        kernelSize: [2, 2],
        strides: [1, 1],
        padding: "valid",
        useBias: true,
      },
      { kind: "minMax", name: "sort", pairing: "halves" },
      { kind: "elu", name: "elu", alpha: 1 },
      { kind: "flatten", name: "flat" },
      head,
    ),
    dialects: ["tfjs"],
  },
  keras: {
    network: buildNetwork({
      inputShape: [4],
      layers: [
        { kind: "selu", name: "selu" },
        { kind: "dense", name: "wide", units: 4, useBias: false },
        { kind: "add", name: "sum", inputs: ["wide", "selu", "input"] },
        { kind: "concatenate", name: "side", inputs: ["sum", "selu"] },
        { kind: "elu", name: "steep", alpha: 2 },
        head,
      ],
    }),
    dialects: ["keras"],
  },
  blocks: {
    network: buildNetwork({
      inputShape: [8, 8, 3],
      layers: [
        ...resnetBlock({
          name: "ResnetBlock0",
          input: "input",
          filters: [6, 4, 4],
          useFixup: true,
        }),
        ...resnetBlock({
          name: "ResnetBlock1",
          input: "ResnetBlock0_activation",
          filters: 4,
          depth: 2,
          kernelSizes: 3,
          stride1: 1,
          identitySkip: true,
          activation: "minMax",
        }),
        { kind: "flatten", name: "flat" },
        head,
      ],
    }),
    dialects: ["1.1.1", "tfjs"],
  },
  /** What comes back otherwise: names of which 1.1.1 cannot tell the branch, or that Python cannot take. */
  renamed: {
    network: buildNetwork({
      inputShape: [6, 6, 2],
      layers: [
        { kind: "conv2d", name: "ResnetBlock stem", filters: 4, kernelSize: 3 },
        { kind: "relu", name: "_relu" },
        { kind: "conv2d", name: "join", filters: 4, kernelSize: 1 },
        { kind: "conv2d", name: "conv+", filters: 4, kernelSize: 1 },
        { kind: "conv2d", name: "conv-", inputs: ["_relu"], filters: 4, kernelSize: 1 },
        { kind: "add", name: "ResnetBlock0", inputs: ["conv+", "conv-"] },
        { kind: "flatten", name: "input_1" },
        // The identity, which reading leaves out.
        { kind: "linear", name: "same" },
        { kind: "dense", units: 3 },
      ],
    }),
    dialects: ["1.1.1", "keras", "tfjs"],
  },
};
