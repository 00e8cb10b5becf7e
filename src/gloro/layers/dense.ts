import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { entry } from "../entry.js";
import { ShapeError, UnknownWordError } from "../errors.js";
import { exactSpectralNorm } from "../lipschitz/exactSpectralNorm.js";
import { l2Norm, nonZero } from "../norm.js";
import type { Tensors } from "../program.js";
import { matrix } from "../rank.js";
import type { Gain, LayerConfig, LinearMap, MapLayer, Place, Weight } from "./layer.js";
import { positiveInteger } from "./positiveInteger.js";

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

  return {
    role: "map",
    name,
    config,
    inputShape,
    outputShape: [units],
    weights,
    gain: gains[strategy],
    forward(x, state) {
      const y = apply(x, state);
      return useBias ? tf.add(y, entry(state, bias)) : y;
    },
  };
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
