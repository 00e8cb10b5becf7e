import type { LayerConfig } from "../layers/layer.js";
import { activationLayers, softmaxAdvice } from "./kerasActivations.js";
import { integer, noBound, only, padding, pair, useBias } from "./kerasLayer.js";
import type { KerasLayer } from "./kerasLayer.js";

/** Layers in order, each taking the one before; none for the identity. */
export type Conversion = (layer: KerasLayer) => readonly LayerConfig[];

const channelsLast = "only channels_last is supported. Rebuild the model with it.";

/** Every Keras class that can be taken over, with the layers that it becomes. */
const conversions = {
  Dense: (layer) => [
    { kind: "dense", units: integer(layer, "units"), useBias: useBias(layer) },
    ...activationLayers(layer),
  ],
  Conv2D: (layer) => {
    only(layer, "data_format", ["channels_last"], channelsLast);
    only(layer, "dilation_rate", [1, [1, 1]], "dilated convolutions are not supported.");
    only(layer, "groups", [1], "grouped convolutions are not supported.");
    return [
      {
        kind: "conv2d",
        filters: integer(layer, "filters"),
        kernelSize: pair(layer, "kernel_size"),
        strides: pair(layer, "strides"),
        padding: padding(layer),
        useBias: useBias(layer),
      },
      ...activationLayers(layer),
    ];
  },
  Activation: activationLayers,
  ReLU: (layer) => {
    only(layer, "max_value", [], "a bounded ReLU is not supported.");
    only(layer, "negative_slope", [0], "only a slope of 0 is a ReLU.");
    only(layer, "threshold", [0], "a ReLU with a threshold is not continuous.");
    return [{ kind: "relu" }];
  },
  // The Python library's own layer: adjacent entries of the flattened input.
  MinMax: () => [{ kind: "minMax" }],
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
