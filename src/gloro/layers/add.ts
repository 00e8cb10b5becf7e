import * as tf from "@tensorflow/tfjs-core";
import { ShapeError } from "../errors.js";
import type { LayerConfig, MergeLayer, MergePlace } from "./layer.js";

/** The sum of its branches; its Lipschitz constant is at most the sum of theirs. */
export function add(config: LayerConfig<"add">, { name, inputShapes }: MergePlace): MergeLayer {
  const [outputShape = [], ...others] = inputShapes;
  for (const shape of others) {
    if (shape.join() !== outputShape.join()) {
      throw new ShapeError(
        `Layer "${name}" (add) adds branches of one shape, but they have shapes ` +
          `${inputShapes.map((branch) => `[${branch.join(", ")}]`).join(" and ")}.`,
      );
    }
  }
  return {
    role: "merge",
    name,
    config,
    inputShapes,
    outputShape,
    weights: [],
    merge: (branches) => tf.addN([...branches]),
    mergeGains: (branches) => tf.addN([...branches]),
  };
}
