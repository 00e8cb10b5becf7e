import * as tf from "@tensorflow/tfjs-core";
import type { Tensor, Tensor2D } from "@tensorflow/tfjs-core";
import { entry } from "../entry.js";
import { ShapeError, UnknownWordError } from "../errors.js";
import { exactSpectralNorm } from "../lipschitz/exactSpectralNorm.js";
import { l2Norm, nonZero } from "../norm.js";
import type { Tensors } from "../program.js";
import { matrix } from "../rank.js";
import type { Gain, LayerConfig, LinearMap, MapLayer, Place, Weight } from "./layer.js";
import { positiveInteger } from "./positiveInteger.js";
import { denseBlocks } from "./sumBlocks.js";
import type { SumBlocks } from "./sumBlocks.js";

type NormStrategy = NonNullable<LayerConfig<"dense">["lipschitz"]>;

/**
 * A fully connected layer: x W + b, with a kernel W of shape `[features, units]`. With `unitColumns`
 * (last-layer normalisation, Singla and Feizi 2022) each column of W is scaled to norm 1 where it is
 * used.
 */
export function dense(config: LayerConfig<"dense">, { name, inputShape }: Place): MapLayer {
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

  const kernelOf = (state: Tensors) => matrix(denseKernel(config, name, state));
  const apply: MapLayer["forward"] = (x, state) => tf.matMul(matrix(x), kernelOf(state));

  const map: LinearMap = {
    weights: [kernel],
    iterate: `${name}/iterate`,
    iterateShape: [1, features],
    apply,
    transpose: (y, state) => tf.matMul(matrix(y), kernelOf(state), false, true),
  };
  const gains: { [K in NormStrategy]: Gain } = {
    power: { kind: "powerMethod", map },
    exact: { kind: "computed", compute: (state) => exactSpectralNorm(kernelOf(state)) },
  };
  const strategy = config.lipschitz ?? "power";
  if (!Object.hasOwn(gains, strategy)) {
    throw new UnknownWordError("lipschitz of a dense layer", strategy, Object.keys(gains));
  }

  const withBias = (y: Tensor, state: Tensors) => (useBias ? tf.add(y, entry(state, bias)) : y);
  const sizes = denseBlocks(features);
  return {
    role: "map",
    name,
    config,
    inputShape,
    outputShape: [units],
    weights,
    gain: gains[strategy],
    forward: (x, state) => withBias(apply(x, state), state),
    inBlocks: sizes && {
      sizes,
      forward: (x, state) => withBias(productInBlocks(matrix(x), kernelOf(state), sizes), state),
    },
  };
}

/** x W, `[N, units]`: a product for each block of features, and sums of these. */
function productInBlocks(x: Tensor2D, kernel: Tensor2D, [terms = 1, ...sums]: SumBlocks): Tensor {
  const [features, units] = kernel.shape;
  const blocks = sums.reduce((product, size) => product * size, 1);
  const missing = terms * blocks - features;
  const filled = (value: Tensor2D, axis: 0 | 1): Tensor =>
    missing === 0
      ? value
      : tf.pad(
          value,
          axis === 0
            ? [
                [0, missing],
                [0, 0],
              ]
            : [
                [0, 0],
                [0, missing],
              ],
        );
  const parts = tf.transpose(tf.reshape(filled(x, 1), [-1, blocks, terms]), [1, 0, 2]);
  let y: Tensor = tf.matMul(parts, tf.reshape(filled(kernel, 0), [blocks, terms, units]));
  for (const size of sums) y = tf.sum(tf.reshape(y, [-1, size, x.shape[0], units]), 1);
  return tf.reshape(y, [-1, units]);
}

/** The kernel of the dense layer `name` as it is used, `[features, units]`. */
export function denseKernel(
  { unitColumns = false }: LayerConfig<"dense">,
  name: string,
  state: Tensors,
): Tensor {
  const kernel = entry(state, `${name}/kernel`);
  return unitColumns ? tf.div(kernel, nonZero(tf.expandDims(l2Norm(kernel, 0), 0))) : kernel;
}
