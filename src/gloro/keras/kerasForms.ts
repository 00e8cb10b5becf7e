import { conv2dGeometry } from "../layers/conv2d.js";
import { eluAlpha, leakyReluSlope } from "../layers/activations.js";
import type { Layer, LayerConfig, LayerKind } from "../layers/layer.js";
import { poolingGeometry, poolingWindows } from "../layers/pooling.js";
import { sizePair } from "../layers/sizePair.js";
import { readPixels } from "../layers/windowAxis.js";
import { affineConfig, channelsLast, writtenFloat } from "./kerasConfig.js";
import type { KerasConfig } from "./kerasConfig.js";
import { isBoundedByPython, writeAs } from "./kerasModel.js";
import type { Dialect } from "./kerasModel.js";

/** A layer as a Keras model holds it. */
export interface KerasForm {
  readonly className: string;
  /** Besides what every layer has. */
  readonly config: KerasConfig;
  /** Names of variables that are not called `LAYER/PART:0`, by our part of the name. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Why a dialect cannot hold a layer, and what to do; as after `Layer "x" (kind)`. */
export interface Refusal {
  readonly refusal: string;
}

interface Written {
  readonly layer: Layer;
  readonly dialect: Dialect;
}

type Form<K extends LayerKind> = (config: LayerConfig<K>, written: Written) => KerasForm | Refusal;

const forms: { readonly [K in LayerKind]: Form<K> } = {
  conv2d(config, { layer }) {
    const { kernelSize, strides, padding } = conv2dGeometry(config, layer.name);
    return {
      className: "Conv2D",
      config: {
        filters: config.filters,
        kernel_size: kernelSize,
        strides,
        padding,
        ...channelsLast,
        dilation_rate: [1, 1],
        groups: 1,
        ...affineConfig(config.useBias),
      },
    };
  },
  dense({ units, useBias, unitColumns = false, lipschitz = "power" }, { dialect }) {
    if (unitColumns) {
      return {
        refusal:
          "scales the columns of its kernel, which no layer of Keras does. Build the network without " +
          "unitColumns, with the scaled kernel as its weights.",
      };
    }
    if (lipschitz !== "power" && isBoundedByPython(dialect)) {
      return {
        refusal:
          `has the lipschitz "${lipschitz}", which a file of the Python library cannot say. Build the ` +
          `network with "power"; its weights stay as they are.`,
      };
    }
    return { className: "Dense", config: { units, ...affineConfig(useBias) } };
  },
  averagePooling2d(config, { layer, dialect }) {
    if (isBoundedByPython(dialect) && readsPadding(config, layer)) {
      return {
        refusal:
          "has windows that reach into the padding, whose gain the Python library takes too low. " +
          'Choose a poolSize that divides the image, or padding "valid".',
      };
    }
    return { className: "AveragePooling2D", config: poolingConfig(config, layer) };
  },
  maxPooling2d: (config, { layer }) => ({
    className: "MaxPooling2D",
    config: poolingConfig(config, layer),
  }),
  liResNetBlock: () => ({
    refusal:
      "is a layer that the Python library cannot save. Build the network with a conv2d of the block's " +
      "whole kernel in its place.",
  }),
  invertibleDownsampling({ poolSize = 2 }, { layer, dialect }) {
    const [height, width] = sizePair(poolSize, layer.name, "poolSize");
    return ofTheLibrary(dialect, {
      className: "InvertibleDownsampling",
      config: { pool_size: height === width ? height : [height, width] },
    });
  },
  scaling: ({ initial = 1 }, { dialect }) =>
    ofTheLibrary(dialect, {
      className: "Scaling",
      config: { init: writtenFloat(initial) },
      ...(isBoundedByPython(dialect) && {
        variables: { alpha: dialect === "1.1.1" ? "w:0" : "alpha:0" },
      }),
    }),
  bias({ initial = 0 }, { dialect }) {
    const form = { className: "Bias", config: { init: writtenFloat(initial) } };
    if (dialect === "tfjs") return form;
    return dialect === "1.1.1"
      ? { ...form, variables: { bias: "b:0" } }
      : { refusal: `is a layer of release 1.1.1 alone. ${writeAs["1.1.1"]}.` };
  },
  minMax({ pairing = "adjacent", absoluteValue = false }, { dialect }) {
    if (dialect === "tfjs") {
      return { className: "MinMax", config: { pairing, absolute_value: absoluteValue } };
    }
    if (pairing !== "adjacent") {
      return {
        refusal:
          `has the pairing "${pairing}", but the Python library pairs neighbours. Train a network of ` +
          `the pairing "adjacent" for it.`,
      };
    }
    if (dialect === "1.1.1") {
      return { className: "MinMax", config: { absolute_value: absoluteValue } };
    }
    return absoluteValue
      ? {
          refusal: `takes absolute values, as release 1.1.1 alone does. ${writeAs["1.1.1"]}.`,
        }
      : ofTheLibrary(dialect, { className: "MinMax", config: {} });
  },
  linear: () => activation("linear"),
  relu: () => ({
    className: "ReLU",
    config: { max_value: null, negative_slope: 0, threshold: 0 },
  }),
  leakyRelu: (config, { layer }) => ({
    className: "LeakyReLU",
    config: { alpha: leakyReluSlope(config, layer.name) },
  }),
  elu(config, { layer, dialect }) {
    const alpha = eluAlpha(config, layer.name);
    return dialect === "tfjs" && alpha !== 1
      ? {
          refusal: `has the alpha ${alpha}, where TF.js computes 1 alone. ${writeAs.keras}.`,
        }
      : { className: "ELU", config: { alpha } };
  },
  selu: () => activation("selu"),
  tanh: () => activation("tanh"),
  sigmoid: () => activation("sigmoid"),
  hardSigmoid: () => activation("hard_sigmoid"),
  softplus: () => activation("softplus"),
  softsign: () => activation("softsign"),
  flatten: () => ({ className: "Flatten", config: channelsLast }),
  custom: () => ({
    refusal: "is your own, which no file for Python can hold. Give layers of other kinds.",
  }),
  add: (_, { dialect }) =>
    dialect === "HEAD"
      ? {
          refusal:
            "adds branches, whose bounds the Python library's HEAD multiplies: its certificates would " +
            `be wrong. ${writeAs["1.1.1"]}.`,
        }
      : { className: "Add", config: {} },
  concatenate: (_, { dialect }) =>
    isBoundedByPython(dialect)
      ? {
          refusal:
            "joins branches, whose bounds the Python library multiplies: its certificates would be " +
            `wrong. ${writeAs.keras}.`,
        }
      : { className: "Concatenate", config: { axis: -1 } },
};

/** The form that a layer has in a dialect. */
export function kerasForm(layer: Layer, dialect: Dialect): KerasForm | Refusal {
  const form = formOf(layer.config, { layer, dialect });
  const gain = gainTakenAsOne(layer);
  if ("refusal" in form || !isBoundedByPython(dialect) || gain <= 1) return form;
  return {
    refusal:
      `may stretch distances ${gain.toPrecision(4)} times, but the Python library takes that as 1: its ` +
      `certificates would be wrong. ${writeAs.keras}, or train with a layer of gain 1.`,
  };
}

/** The Lipschitz constant of a layer that the Python library has no bound for. */
function gainTakenAsOne(layer: Layer): number {
  if (layer.role === "merge" || layer.gain.kind !== "constant") return 1;
  return layer.config.kind === "averagePooling2d" ? 1 : layer.gain.value;
}

function formOf<K extends LayerKind>(
  config: LayerConfig<K>,
  written: Written,
): KerasForm | Refusal {
  return forms[config.kind](config, written);
}

function activation(name: string): KerasForm {
  return { className: "Activation", config: { activation: name } };
}

function ofTheLibrary(dialect: Dialect, form: KerasForm): KerasForm | Refusal {
  return dialect === "keras"
    ? {
        refusal:
          "is a layer of the Python library, not of Keras. Write it for that library (gloro " +
          "export --to gloronet), or for TF.js, as classes of your own (gloro export --to tfjs).",
      }
    : form;
}

type PoolingConfig = LayerConfig<"averagePooling2d" | "maxPooling2d">;

function poolingConfig(config: PoolingConfig, { name }: Layer): KerasConfig {
  const { poolSize, strides, padding } = poolingGeometry(config, name);
  return { pool_size: poolSize, padding, strides, ...channelsLast };
}

/** Whether some window reads fewer pixels than it has. */
function readsPadding(config: PoolingConfig, layer: Layer): boolean {
  if (layer.role === "merge") return false;
  const { vertical, horizontal } = poolingWindows(config, layer);
  return [vertical, horizontal].some((windows) =>
    readPixels(windows).some(({ start, end }) => end - start < windows.size),
  );
}
