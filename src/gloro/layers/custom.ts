import { NoBoundError } from "../errors.js";
import type { LayerConfig, MapLayer, Place } from "./layer.js";

/**
 * A layer of the user's own, which brings its forward and its gain. Throws NoBoundError where it
 * brings no gain: nobody can tell how much it stretches distances.
 */
export function custom(config: LayerConfig<"custom">, place: Place): MapLayer {
  const { name, inputShape } = place;
  const layer = config.define(place);
  const { outputShape, weights = [], gain } = layer;
  // A module in JavaScript may leave out what the types demand.
  if (!isGain(gain)) {
    throw new NoBoundError(
      `Layer "${name}" (custom) brings no bound of its Lipschitz constant. Give it a gain: a ` +
        `constant, a linear map for the power method, or a computation from its weights.`,
    );
  }
  return {
    role: "map",
    name,
    config,
    inputShape,
    outputShape,
    weights,
    gain,
    forward: (x, state) => layer.forward(x, state),
  };
}

function isGain(gain: unknown): boolean {
  if (typeof gain !== "object" || gain === null || !("kind" in gain)) return false;
  if (gain.kind === "constant") {
    return "value" in gain && typeof gain.value === "number" && gain.value >= 0;
  }
  return gain.kind === "powerMethod"
    ? "map" in gain
    : gain.kind === "computed" && "compute" in gain;
}
