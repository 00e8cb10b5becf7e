import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { WindowAxis } from "./windowAxis.js";

/**
 * The windows along one axis of `x` as a tensor for each place in a window: entry o of the first is what
 * window o reads first. Padding reads as `padValue`. Made of splits and joins where windows do not
 * overlap: TF.js's own pooling has gradients that no engine here lowers.
 */
export function windowTaps(
  x: Tensor,
  axis: number,
  windows: WindowAxis,
  padValue: number,
): Tensor[] {
  const { size, stride, output } = windows;
  const blocks = output - 1 + Math.ceil(size / stride);
  const covered = cover(x, axis, windows, blocks * stride, padValue);
  const [leading, trailing] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)];
  // Phase p holds the pixels p, p + stride, p + 2·stride, …
  const phases =
    stride === 1
      ? [covered]
      : tf
          .split(tf.reshape(covered, [...leading, blocks, stride, ...trailing]), stride, axis + 1)
          .map((phase) => tf.reshape(phase, [...leading, blocks, ...trailing]));
  return Array.from({ length: size }, (_, tap) => {
    const phase = phases[tap % stride];
    if (!phase) throw new Error("A window has no tap there.");
    return part(phase, axis, Math.floor(tap / stride), output);
  });
}

/** `x` with the windows' padding, and so many pixels as they cover. */
function cover(
  x: Tensor,
  axis: number,
  { input, before }: WindowAxis,
  pixels: number,
  padValue: number,
): Tensor {
  const after = pixels - before - input;
  const read = after < 0 ? part(x, axis, 0, input + after) : x;
  if (before === 0 && after <= 0) return read;
  const paddings = x.shape.map((_, each): [number, number] =>
    each === axis ? [before, Math.max(after, 0)] : [0, 0],
  );
  return tf.pad(read, paddings, padValue);
}

function part(x: Tensor, axis: number, start: number, length: number): Tensor {
  if (length === x.shape[axis]) return x;
  const begin = x.shape.map((_, each) => (each === axis ? start : 0));
  return tf.slice(
    x,
    begin,
    x.shape.map((extent, each) => (each === axis ? length : extent)),
  );
}
