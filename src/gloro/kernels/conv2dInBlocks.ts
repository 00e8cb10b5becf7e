import * as tf from "@tensorflow/tfjs-core";
import type { NamedTensorInfoMap, Tensor, Tensor4D, TensorInfo } from "@tensorflow/tfjs-core";
import type { SumBlocks } from "../layers/sumBlocks.js";
import { rank4 } from "../rank.js";

/** TF.js kernel: inputs `x` and `filter`; attributes `strides`, `pad` and `blocks`. It has no gradient. */
export const conv2dInBlocksKernel = "Conv2DInBlocks";

/** How the windows of a convolution lie. */
interface Windows {
  readonly strides: readonly [number, number];
  readonly pad: "same" | "valid";
}

/**
 * A convolution, channels last, whose input channels lie in so many blocks of equal size: each is convolved on
 * its own, and the results are added up. A kernel of its own, so that an engine can convolve all blocks at once.
 *
 * @param sizes terms of a block, and how many blocks
 */
export function conv2dInBlocks(
  x: Tensor,
  filter: Tensor,
  { strides, pad }: Windows,
  [, blocks = 1]: SumBlocks,
): Tensor {
  return tf
    .engine()
    .runKernel(conv2dInBlocksKernel, { x, filter }, { strides: [...strides], pad, blocks });
}

/** `Conv2DInBlocks` in ordinary TF.js operations. */
export function compositeConv2dInBlocks(
  x: Tensor4D,
  filter: Tensor4D,
  blocks: number,
  convolve: (x: Tensor4D, filter: Tensor4D) => Tensor,
): Tensor {
  const filters = tf.split(filter, blocks, 2);
  const sums = tf
    .split(x, blocks, 3)
    .map((channels, block) => convolve(rank4(channels), rank4(filters[block] ?? filter)));
  return tf.sum(tf.stack(sums), 0);
}

function inputOf(inputs: NamedTensorInfoMap, name: string): Tensor4D {
  const input = inputs[name];
  if (!isTensor(input)) throw new Error(`${conv2dInBlocksKernel} needs a tensor "${name}".`);
  return rank4(input);
}

function isTensor(input: TensorInfo | undefined): input is Tensor {
  return input instanceof tf.Tensor;
}

for (const backendName of ["cpu", "tensorflow"]) {
  tf.registerKernel({
    kernelName: conv2dInBlocksKernel,
    backendName,
    kernelFunc: ({ inputs, attrs }) => {
      const { strides, pad, blocks } = attrs as unknown as Windows & { readonly blocks: number };
      return tf.tidy(() =>
        compositeConv2dInBlocks(
          inputOf(inputs, "x"),
          inputOf(inputs, "filter"),
          blocks,
          (part, kernel) => tf.conv2d(part, kernel, [...strides], pad),
        ),
      );
    },
  });
}
