import type { LayerBound } from "../certify/layerBounds.js";
import { layerLowerBound } from "../certify/layerLowerBounds.js";
import type { Layer, Merge, PlacedLayer } from "../certify/layers.js";
import type { SteepestMargin } from "../model/attack/steepestMargin.js";

/** An upper bound of a Lipschitz constant beside a lower one. */
export interface Tightness {
  readonly bound: number;
  readonly atLeast: number;
  /** The lower over the upper bound: 1 where nothing can be gained. */
  readonly tightness: number;
}

/** How tight the bound of a layer is; both bounds are proven. */
export interface LayerTightness extends Tightness, Pick<LayerBound, "name" | "kind"> {}

/** How tight the bound of a margin is; its lower bound is a gradient in float32. */
export interface MarginTightness extends Tightness {
  readonly classes: readonly [top: number, rival: number];
}

/** How tight the bound of each layer before the head is. */
export function layerTightness(
  placed: readonly PlacedLayer[],
  bounds: readonly LayerBound[],
): LayerTightness[] {
  const layers = placed.map(({ layer }) => layer);
  return bounds.map((bound) => {
    const layer = layers.find(({ name }) => name === bound.name);
    const atLeast = layer && isLayer(layer, bound) ? layerLowerBound(layer, bound) : 0;
    return { name: bound.name, kind: bound.kind, ...tightnessOf(bound.bound, atLeast) };
  });
}

/** How tight the bound of the steepest margin is that an attack came by. */
export function marginTightness({ pair, slope, bound }: SteepestMargin): MarginTightness {
  return { classes: [pair.top, pair.rival], ...tightnessOf(bound, slope) };
}

function tightnessOf(bound: number, atLeast: number): Tightness {
  return { bound, atLeast, tightness: bound === 0 ? 1 : atLeast / bound };
}

function isLayer(layer: Layer | Merge, { kind }: LayerBound): layer is Layer {
  return layer.kind === kind;
}
