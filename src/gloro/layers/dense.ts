import * as tf from "@tensorflow/tfjs-core";
import { entry } from "../entry.js";
import { ShapeError } from "../errors.js";
import { matrix } from "../rank.js";
import type { Layer, LayerConfig, Place, Weight } from "./layer.js";
import { positiveInteger } from "./positiveInteger.js";

/** A fully connected layer: x W + b, with a kernel W of shape `[features, units]`. */
export function dense(config: LayerConfig<"dense">, { name, inputShape }: Place): Layer {
  const [features] = inputShape;
  if (features === undefined || inputShape.length !== 1) {
    throw new ShapeError(
      `Layer "${name}" (dense) takes [features], but its input has shape ` +
        `[${inputShape.join(", ")}]. Put a flatten layer before it.`,
    );
  }
  const units = positiveInteger(config.units, name, "units");

  const kernel = `${name}/kernel`;
  const bias = `${name}/bias`;
  const weights: Weight[] = [{ name: kernel, shape: [features, units], initialiser: "orthogonal" }];
  const useBias = config.useBias ?? true;
  if (useBias) weights.push({ name: bias, shape: [units], initialiser: "zeros" });

  const apply: Layer["forward"] = (x, state) => tf.matMul(matrix(x), matrix(entry(state, kernel)));

  return {
    name,
    config,
    inputShape,
    outputShape: [units],
    weights,
    lipschitz: {
      weights: [kernel],
      iterate: `${name}/iterate`,
      iterateShape: [1, features],
      apply,
      transpose: (y, state) => tf.matMul(matrix(y), matrix(entry(state, kernel)), false, true),
    },
    forward(x, state) {
      const y = apply(x, state);
      return useBias ? tf.add(y, entry(state, bias)) : y;
    },
  };
}
