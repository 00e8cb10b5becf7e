import { ShapeError, UnknownWordError } from "../errors.js";
import { activation } from "./activations.js";
import { add } from "./add.js";
import { averagePooling2d } from "./averagePooling2d.js";
import { bias } from "./bias.js";
import { concatenate } from "./concatenate.js";
import { conv2d } from "./conv2d.js";
import { custom } from "./custom.js";
import { dense } from "./dense.js";
import { flatten } from "./flatten.js";
import { invertibleDownsampling } from "./invertibleDownsampling.js";
import type {
  Layer,
  LayerConfig,
  MapKind,
  MapLayer,
  MergeKind,
  MergeLayer,
  MergePlace,
  Place,
} from "./layer.js";
import { liResNetBlock } from "./liResNetBlock.js";
import { maxPooling2d } from "./maxPooling2d.js";
import { minMax } from "./minMax.js";
import { scaling } from "./scaling.js";

const maps: { [K in MapKind]: (config: LayerConfig<K>, place: Place) => MapLayer } = {
  conv2d,
  dense,
  averagePooling2d,
  maxPooling2d,
  liResNetBlock,
  invertibleDownsampling,
  scaling,
  bias,
  minMax,
  linear: activation,
  relu: activation,
  leakyRelu: activation,
  elu: activation,
  selu: activation,
  tanh: activation,
  sigmoid: activation,
  hardSigmoid: activation,
  softplus: activation,
  softsign: activation,
  flatten,
  custom,
};

const merges: { [K in MergeKind]: (config: LayerConfig<K>, place: MergePlace) => MergeLayer } = {
  add,
  concatenate,
};

/** The kinds of layer, by the words that a model's description uses. */
export const layerKinds: readonly string[] = [...Object.keys(maps), ...Object.keys(merges)];

/**
 * The layer that `config` describes, put at `place`. Throws UnknownWordError for an unknown kind,
 * NoBoundError for a custom layer without a bound, ShapeError where shapes do not fit.
 */
export function buildLayer(config: LayerConfig, place: MergePlace): Layer {
  if (isMap(config)) return buildMap(config, { ...place, inputShape: theOnly(config, place) });
  if (isMerge(config)) return buildMerge(config, place);
  // A description read from a file may hold what the types exclude.
  throw new UnknownWordError("layer", (config satisfies never as LayerConfig).kind, layerKinds);
}

function buildMap<K extends MapKind>(config: LayerConfig<K>, place: Place): MapLayer {
  return maps[config.kind](config, place);
}

function buildMerge<K extends MergeKind>(config: LayerConfig<K>, place: MergePlace): MergeLayer {
  const { name, inputShapes } = place;
  if (inputShapes.length < 2) {
    throw new ShapeError(
      `Layer "${name}" (${config.kind}) joins two layers or more. Name them in its inputs.`,
    );
  }
  return merges[config.kind](config, place);
}

function theOnly({ kind }: LayerConfig, { name, inputShapes }: MergePlace): readonly number[] {
  const [inputShape, ...more] = inputShapes;
  if (inputShape && more.length === 0) return inputShape;
  throw new ShapeError(
    `Layer "${name}" (${kind}) takes one input, but its inputs name ${inputShapes.length}. Join ` +
      `them by an add or concatenate layer before it.`,
  );
}

function isMap(config: LayerConfig): config is LayerConfig<MapKind> {
  return Object.hasOwn(maps, config.kind);
}

function isMerge(config: LayerConfig): config is LayerConfig<MergeKind> {
  return Object.hasOwn(merges, config.kind);
}
