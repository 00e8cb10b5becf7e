import { UnknownWordError } from "../errors.js";
import { conv2d } from "./conv2d.js";
import { dense } from "./dense.js";
import { flatten } from "./flatten.js";
import type { Layer, LayerConfig, LayerKind, Place } from "./layer.js";
import { minMax } from "./minMax.js";
import { relu } from "./relu.js";

const layers: { [K in LayerKind]: (config: LayerConfig<K>, place: Place) => Layer } = {
  conv2d,
  dense,
  minMax,
  relu,
  flatten,
};

/** The kinds of layer, by the words that a model's description uses. */
export const layerKinds: readonly string[] = Object.keys(layers);

/** The layer that `config` describes, put at `place`. An unknown kind is an UnknownWordError. */
export function buildLayer<K extends LayerKind>(config: LayerConfig<K>, place: Place): Layer {
  if (!Object.hasOwn(layers, config.kind)) {
    throw new UnknownWordError("layer", config.kind, layerKinds);
  }
  return layers[config.kind](config, place);
}
