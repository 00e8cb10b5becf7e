import * as tf from "@tensorflow/tfjs-core";
import { ShapeError } from "../errors.js";
import { l2Norm } from "../norm.js";
import type { LayerConfig, MergeLayer, MergePlace } from "./layer.js";

/**
 * Its branches side by side along the last axis. A change of the input moves branch i by at most L_i,
 * so all of them together by at most the root of the sum of L_i².
 */
export function concatenate(
  config: LayerConfig<"concatenate">,
  { name, inputShapes }: MergePlace,
): MergeLayer {
  const leading = (shape: readonly number[]): string => shape.slice(0, -1).join();
  const [first = []] = inputShapes;
  if (
    inputShapes.some((shape) => shape.length !== first.length || leading(shape) !== leading(first))
  ) {
    throw new ShapeError(
      `Layer "${name}" (concatenate) joins branches that differ in the last axis only, but they have ` +
        `shapes ${inputShapes.map((branch) => `[${branch.join(", ")}]`).join(" and ")}.`,
    );
  }
  const width = inputShapes.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0);
  return {
    role: "merge",
    name,
    config,
    inputShapes,
    outputShape: [...first.slice(0, -1), width],
    weights: [],
    merge: (branches) => tf.concat([...branches], -1),
    mergeGains: (branches) => l2Norm(tf.concat(branches.map((branch) => tf.reshape(branch, [1])))),
  };
}
