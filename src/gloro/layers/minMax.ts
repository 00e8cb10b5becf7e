import * as tf from "@tensorflow/tfjs-core";
import { ShapeError, UnknownWordError } from "../errors.js";
import { minMax as sortPairs, pairings } from "../kernels/minMax.js";
import type { Pairing } from "../kernels/minMax.js";
import { gainOfOne } from "./layer.js";
import type { LayerConfig, MapLayer, Place } from "./layer.js";

/**
 * MinMax: sorts pairs of entries, so it permutes each input and has Lipschitz constant 1; the absolute
 * value, where it follows, leaves it at that.
 */
export function minMax(config: LayerConfig<"minMax">, { name, inputShape }: Place): MapLayer {
  const { pairing = "adjacent", absoluteValue = false } = config;
  const paired = pairedEntries(pairing, inputShape);
  if (paired % 2 !== 0) {
    throw new ShapeError(
      `Layer "${name}" (minMax, pairing ${pairing}) pairs ${paired} entries of an input of shape ` +
        `[${inputShape.join(", ")}]; their number must be even.`,
    );
  }
  return {
    role: "map",
    name,
    config,
    inputShape,
    outputShape: inputShape,
    weights: [],
    gain: gainOfOne,
    forward(x) {
      const sorted = sortPairs(x, pairing);
      return absoluteValue ? tf.abs(sorted) : sorted;
    },
  };
}

/** The entries among which pairs are formed: of a whole example, or of one pixel. */
function pairedEntries(pairing: Pairing, inputShape: readonly number[]): number {
  switch (pairing) {
    case "adjacent":
      return inputShape.reduce((product, size) => product * size, 1);
    case "halves":
      return inputShape.at(-1) ?? 1;
    default:
      throw new UnknownWordError("pairing", String(pairing satisfies never), pairings);
  }
}
