import { GloroError } from "../gloro/errors.js";
import type { LayerConfig } from "../gloro/layers/layer.js";
import { layerSchema } from "./configParts/layer.js";
import { schemaProblems } from "./configProblem.js";

/**
 * The layers that a program gave, checked as those of a config are; kind `custom` may be among them.
 *
 * @param source what the errors name, such as the module's path
 * @throws GloroError that names the layer by its position and says what is wrong
 */
export function checkLayers(layers: unknown, source: string): readonly LayerConfig[] {
  if (!Array.isArray(layers)) {
    throw new GloroError(`${source} must return a list of layers, got ${String(layers)}.`);
  }
  return layers.map((layer: unknown, index) => checkLayer(layer, index, source));
}

function checkLayer(layer: unknown, index: number, source: string): LayerConfig {
  if (isCustom(layer)) {
    if (typeof layer.define === "function") return layer;
    throw new GloroError(
      `${source}: layers[${index}] is custom, so its define must be a function that describes it.`,
    );
  }
  const { data, error } = layerSchema.safeParse(layer);
  if (data) return data;
  const [problem] = schemaProblems(error.issues, ["layers", index]);
  throw new GloroError(`${source}: ${problem?.message ?? `layers[${index}] is no layer.`}`);
}

function isCustom(layer: unknown): layer is LayerConfig<"custom"> {
  return typeof layer === "object" && layer !== null && "kind" in layer && layer.kind === "custom";
}
