import type { Tensor, Tensor2D, Tensor4D } from "@tensorflow/tfjs-core";
import { ShapeError } from "./errors.js";

/** `x`, known to be a matrix. */
export function matrix(x: Tensor): Tensor2D {
  if (!isMatrix(x)) throw new ShapeError(`Expected a matrix, got shape [${x.shape.join(", ")}].`);
  return x;
}

/** `x`, known to have four axes: images `[N, height, width, channels]`, or a convolution's kernel. */
export function rank4(x: Tensor): Tensor4D {
  if (!isRank4(x)) throw new ShapeError(`Expected four axes, got shape [${x.shape.join(", ")}].`);
  return x;
}

function isMatrix(x: Tensor): x is Tensor2D {
  return x.rank === 2;
}

function isRank4(x: Tensor): x is Tensor4D {
  return x.rank === 4;
}
