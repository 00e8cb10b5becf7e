import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { entry } from "../entry.js";
import { conv2dInBlocks } from "../kernels/conv2dInBlocks.js";
import type { Tensors } from "../program.js";
import { rank4 } from "../rank.js";
import { finiteNumber } from "./finiteNumber.js";
import { imageInput } from "./imageInput.js";
import type { LayerConfig, LinearMap, MapLayer, Place, Weight } from "./layer.js";
import { sizePair } from "./sizePair.js";
import { convolutionBlocks } from "./sumBlocks.js";

/** What a LiResNet block is made of, defaults filled in. */
export interface LiResNetBlockOptions {
  readonly kernelSize: [height: number, width: number];
  /** Where the identity has its 1. */
  readonly centre: [row: number, column: number];
  readonly useBias: boolean;
  readonly useAffine: boolean;
  readonly residualScale: number;
}

/** The block that `config` describes. Sizes that are no positive integers are a ShapeError. */
export function liResNetBlockOptions(
  config: LayerConfig<"liResNetBlock">,
  layer: string,
): LiResNetBlockOptions {
  const [height, width] = sizePair(config.kernelSize ?? 3, layer, "kernelSize");
  return {
    kernelSize: [height, width],
    // 'same' pads one less before than after an even kernel: its middle is the earlier of two.
    centre: [(height - 1) >> 1, (width - 1) >> 1],
    useBias: config.useBias ?? true,
    useAffine: config.useAffine ?? true,
    residualScale: finiteNumber(config.residualScale ?? 1, layer, "residualScale"),
  };
}

/**
 * A linear residual block (LiResNet, Hu et al. 2023, arXiv 2301.12549): 'same' convolution by the kernel
 * I + residualScale·affine·W, plus a bias. As one kernel it has one spectral norm, which is far below
 * the sum 1 + ‖W‖ that bounds a branch and its skip.
 */
export function liResNetBlock(config: LayerConfig<"liResNetBlock">, place: Place): MapLayer {
  const { name, inputShape } = place;
  const options = liResNetBlockOptions(config, name);
  const [height, width, channels] = imageInput(config.kind, place);
  const kernel = `${name}/kernel`;
  const affine = `${name}/affine`;
  const bias = `${name}/bias`;
  const weights: Weight[] = [
    {
      name: kernel,
      shape: [...options.kernelSize, channels, channels],
      initialiser: "orthogonal",
    },
  ];
  if (options.useAffine) {
    weights.push({ name: affine, shape: [1, 1, 1, channels], initialiser: "ones" });
  }
  if (options.useBias) weights.push({ name: bias, shape: [channels], initialiser: "zeros" });

  const kernelOf = (state: Tensors): Tensor => {
    const scale = tf.scalar(options.residualScale);
    const factor = options.useAffine ? tf.mul(entry(state, affine), scale) : scale;
    return tf.add(identityKernel(options, channels), tf.mul(entry(state, kernel), factor));
  };
  const apply: MapLayer["forward"] = (x, state) =>
    tf.conv2d(rank4(x), rank4(kernelOf(state)), 1, "same");
  const map: LinearMap = {
    weights: options.useAffine ? [kernel, affine] : [kernel],
    iterate: `${name}/iterate`,
    iterateShape: [1, height, width, channels],
    apply,
    transpose: (y, state) =>
      tf.conv2dTranspose(rank4(y), rank4(kernelOf(state)), [1, height, width, channels], 1, "same"),
  };

  const withBias = (y: Tensor, state: Tensors) =>
    options.useBias ? tf.add(y, entry(state, bias)) : y;
  const [rows, columns] = options.kernelSize;
  const sizes = convolutionBlocks(rows * columns, channels);
  return {
    role: "map",
    name,
    config,
    inputShape,
    outputShape: inputShape,
    weights,
    gain: { kind: "powerMethod", map },
    forward: (x, state) => withBias(apply(x, state), state),
    inBlocks: sizes && {
      sizes,
      forward: (x, state) => withBias(conv2dInBlocks(x, kernelOf(state), everyPixel, sizes), state),
    },
  };
}

const everyPixel = { strides: [1, 1], pad: "same" } as const;

/** The kernel that leaves images as they are, `[height, width, channels, channels]`. */
function identityKernel({ kernelSize, centre }: LiResNetBlockOptions, channels: number): Tensor {
  // From indices: each use records the same few nodes, where a constant of its size would be another.
  const indices = tf.tensor1d(Int32Array.from({ length: channels }, (_, channel) => channel));
  const identity = tf.cast(tf.equal(tf.expandDims(indices, 1), indices), "float32");
  const [row, column] = centre;
  return tf.pad(tf.reshape(identity, [1, 1, channels, channels]), [
    [row, kernelSize[0] - 1 - row],
    [column, kernelSize[1] - 1 - column],
    [0, 0],
    [0, 0],
  ]);
}
