import { pairings } from "../kernels/minMax.js";
import type { LayerConfig } from "../layers/layer.js";
import { activationLayers, softmaxAdvice } from "./kerasActivations.js";
import { finite, flag, integer, noBound, only, padding, pair } from "./kerasLayer.js";
import type { KerasLayer } from "./kerasLayer.js";

/** Layers in order, each taking the one before; none for the identity. */
export type Conversion = (layer: KerasLayer) => readonly LayerConfig[];

const channelsLast = "only channels_last is supported. Rebuild the model with it.";

const powerOnly = "its norm is taken by the power method only.";

/** Where an old file does not say. */
const kerasDefaults = { leakyReluSlope: 0.3, eluAlpha: 1 };

/** Every class of Keras and of the Python library that can be taken over, with the layers that it becomes. */
const conversions = {
  Dense: (layer) => {
    only(layer, "lc_strategy", ["power", "eigh"], "only power and eigh are known.");
    return [
      {
        kind: "dense",
        units: integer(layer, "units"),
        useBias: flag(layer, "use_bias", true),
        ...(layer.config["lc_strategy"] === "eigh" ? { lipschitz: "exact" as const } : {}),
      },
      ...activationLayers(layer),
    ];
  },
  Conv2D: (layer) => {
    only(layer, "data_format", ["channels_last"], channelsLast);
    only(layer, "dilation_rate", [1, [1, 1]], "dilated convolutions are not supported.");
    only(layer, "groups", [1], "grouped convolutions are not supported.");
    only(layer, "lc_strategy", ["power"], powerOnly);
    return [
      {
        kind: "conv2d",
        filters: integer(layer, "filters"),
        kernelSize: pair(layer, "kernel_size"),
        strides: pair(layer, "strides"),
        padding: padding(layer),
        useBias: flag(layer, "use_bias", true),
      },
      ...activationLayers(layer),
    ];
  },
  AveragePooling2D: (layer) => [{ kind: "averagePooling2d", ...pooling(layer) }],
  MaxPooling2D: (layer) => [{ kind: "maxPooling2d", ...pooling(layer) }],
  Activation: activationLayers,
  ReLU: (layer) => {
    only(layer, "max_value", [], "a bounded ReLU is not supported.");
    only(layer, "threshold", [0], "a ReLU with a threshold is not continuous.");
    const slope = finite(layer, "negative_slope", 0);
    return [slope === 0 ? { kind: "relu" } : { kind: "leakyRelu", slope }];
  },
  LeakyReLU: (layer) => {
    // Keras 3 writes negative_slope.
    const key = layer.config["alpha"] === undefined ? "negative_slope" : "alpha";
    return [{ kind: "leakyRelu", slope: finite(layer, key, kerasDefaults.leakyReluSlope) }];
  },
  ELU: (layer) => [{ kind: "elu", alpha: finite(layer, "alpha", kerasDefaults.eluAlpha) }],
  // The Python library pairs adjacent entries of the flattened input; files for TF.js may say otherwise.
  MinMax: (layer) => {
    only(layer, "pairing", pairings, `only ${pairings.join(" and ")} are known.`);
    return [
      {
        kind: "minMax",
        ...(layer.config["pairing"] === "halves" ? { pairing: "halves" } : {}),
        ...(flag(layer, "absolute_value", false) ? { absoluteValue: true } : {}),
      },
    ];
  },
  InvertibleDownsampling: (layer) => [
    { kind: "invertibleDownsampling", poolSize: pair(layer, "pool_size") },
  ],
  Scaling: (layer) => [{ kind: "scaling", initial: float32(layer, "init", 1) }],
  Bias: (layer) => [{ kind: "bias", initial: float32(layer, "init", 0) }],
  LiResNetBlock: (layer) => {
    only(layer, "lc_strategy", ["power"], powerOnly);
    return [
      {
        kind: "liResNetBlock",
        kernelSize: pair(layer, "kernel_size"),
        useBias: flag(layer, "use_bias", true),
        useAffine: flag(layer, "use_affine", true),
        residualScale: finite(layer, "residual_scale", 1),
      },
    ];
  },
  Flatten: (layer) => {
    only(layer, "data_format", ["channels_last"], channelsLast);
    return [{ kind: "flatten" }];
  },
  Add: () => [{ kind: "add" }],
  Concatenate: (layer) => {
    only(layer, "axis", [-1], "branches are joined along the last axis, which is written -1.");
    return [{ kind: "concatenate" }];
  },
} satisfies Record<string, Conversion>;

type KerasClass = keyof typeof conversions;

function pooling(layer: KerasLayer) {
  only(layer, "data_format", ["channels_last"], channelsLast);
  const poolSize = pair(layer, "pool_size");
  const strides = layer.config["strides"] == null ? poolSize : pair(layer, "strides");
  return { poolSize, strides, padding: padding(layer) };
}

/** A number as the variable that Python makes of it holds it. */
function float32(layer: KerasLayer, key: string, fallback: number): number {
  return Math.fround(finite(layer, key, fallback));
}

/** Classes that are met often and cannot be taken over, with the reason. */
const refusals: Readonly<Record<string, string>> = {
  BatchNormalization: "divides by a variance that training changes. Fold it into the layer before.",
  LayerNormalization: "divides by a deviation that may be arbitrarily small. Leave it out.",
  Dropout: "does nothing in prediction. Leave it out: GloRo training regularises by itself.",
  Reshape: "is not supported. Flatten layers are.",
  Softmax: softmaxAdvice,
  Functional: "is a model in a model. Give its layers themselves.",
  Model: "is a model in a model. Give its layers themselves.",
  Sequential: "is a model in a model. Give its layers themselves.",
  InputLayer: "is a second input. A GloRo Net has one.",
};

/** The layers that a Keras layer becomes. Throws NoBoundError for a class without a row. */
export function convertLayer(layer: KerasLayer): readonly LayerConfig[] {
  if (isKerasClass(layer.className)) return conversions[layer.className](layer);
  throw noBound(
    layer,
    (Object.hasOwn(refusals, layer.className) ? refusals[layer.className] : undefined) ??
      `has no known Lipschitz bound. Known classes: ${Object.keys(conversions).join(", ")}.`,
  );
}

function isKerasClass(className: string): className is KerasClass {
  return Object.hasOwn(conversions, className);
}
