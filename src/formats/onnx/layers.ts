import { GloroError } from "../../gloro/errors.js";
import { eluAlpha, leakyReluSlope, seluConstants } from "../../gloro/layers/activations.js";
import type { LayerConfig, MapKind, MergeKind, MergeLayer } from "../../gloro/layers/layer.js";
import { conv2d, liResNetBlock } from "./convolutions.js";
import { dense } from "./dense.js";
import { invertibleDownsampling } from "./invertibleDownsampling.js";
import { writeWeight } from "./layerToWrite.js";
import type { LayerToWrite } from "./layerToWrite.js";
import { minMax } from "./minMax.js";
import type { ModelWriter } from "./modelWriter.js";
import { averagePooling2d, maxPooling2d } from "./pooling.js";
import { channelAxis, entrywise, inLayout } from "./value.js";
import type { Value } from "./value.js";

type WriteMap<K extends MapKind> = (place: LayerToWrite<K>, x: Value) => Value;

/** An activation that ONNX has, without constants. */
const plain =
  (opType: string): WriteMap<MapKind> =>
  ({ write }, x) =>
    entrywise(opType, x, write);

const maps: { readonly [K in MapKind]: WriteMap<K> } = {
  conv2d,
  dense,
  averagePooling2d,
  maxPooling2d,
  liResNetBlock,
  invertibleDownsampling,
  scaling: (place, x) => withScalar("Mul", place, "alpha", x),
  bias: (place, x) => withScalar("Add", place, "bias", x),
  minMax,
  linear: (_, x) => x,
  relu: plain("Relu"),
  leakyRelu: ({ layer, config, write }, x) =>
    entrywise("LeakyRelu", x, write, { alpha: { float: leakyReluSlope(config, layer.name) } }),
  elu: ({ layer, config, write }, x) =>
    entrywise("Elu", x, write, { alpha: { float: eluAlpha(config, layer.name) } }),
  selu: ({ write }, x) =>
    entrywise("Selu", x, write, {
      alpha: { float: seluConstants.alpha },
      gamma: { float: seluConstants.scale },
    }),
  tanh: plain("Tanh"),
  sigmoid: plain("Sigmoid"),
  hardSigmoid: ({ write }, x) =>
    entrywise("HardSigmoid", x, write, { alpha: { float: 1 / 5 }, beta: { float: 1 / 2 } }),
  softplus: plain("Softplus"),
  softsign: plain("Softsign"),
  flatten,
  custom: ({ layer }) => {
    throw new GloroError(
      `Layer "${layer.name}" (custom) is a function of your own, which cannot be written as ONNX. ` +
        `Build it from the layers that the library has.`,
    );
  },
};

const merges: {
  readonly [K in MergeKind]: (branches: readonly Value[], write: ModelWriter) => string;
} = {
  add: (branches, write) => write.emit("Sum", names(branches)),
  concatenate: (branches, write) => {
    const [first] = branches;
    return write.emit("Concat", names(branches), { axis: first ? channelAxis(first) : 1 });
  },
};

/**
 * Writes a layer of one input. Throws GloroError for a custom layer or a weight that is not finite,
 * ShapeError for weights of other shapes than the layer's.
 */
export function writeMap(place: LayerToWrite, x: Value): Value {
  return writeKind(place, place.config, x);
}

function writeKind<K extends MapKind>(
  place: Omit<LayerToWrite, "config">,
  config: LayerConfig<K>,
  x: Value,
): Value {
  return maps[config.kind]({ ...place, config }, x);
}

/** Writes a layer that joins branches; all channels first where one of them is. */
export function writeMerge(
  { config, outputShape }: MergeLayer,
  branches: readonly Value[],
  write: ModelWriter,
): Value {
  const isFirst = branches.some((branch) => branch.layout === "channelsFirst");
  const layout = isFirst ? "channelsFirst" : "channelsLast";
  const aligned = branches.map((branch) => inLayout(branch, layout, write));
  return { name: merges[config.kind](aligned, write), shape: outputShape, layout };
}

function withScalar(opType: string, place: LayerToWrite, part: string, x: Value): Value {
  return { ...x, name: place.write.emit(opType, [x.name, writeWeight(place, part)]) };
}

function flatten({ layer, write }: LayerToWrite<"flatten">, x: Value): Value {
  const { name } = inLayout(x, "channelsLast", write);
  return {
    name: write.emit("Reshape", [name, write.integers([0, ...layer.outputShape])]),
    shape: layer.outputShape,
    layout: "channelsLast",
  };
}

function names(values: readonly Value[]): string[] {
  return values.map(({ name }) => name);
}
