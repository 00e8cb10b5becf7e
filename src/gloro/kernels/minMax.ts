import * as tf from "@tensorflow/tfjs-core";
import type { NamedAttrMap, NamedTensorInfoMap, Tensor, TensorInfo } from "@tensorflow/tfjs-core";

/** TF.js kernel: inputs `x`; attribute `pairing`. A kernel of its own, so an engine can fuse it. */
export const minMaxKernel = "MinMax";
/** TF.js kernel: inputs `x` and `dy`; attribute `pairing`. The gradient of `MinMax`. */
export const minMaxGradKernel = "MinMaxGrad";

/** The ways to pair entries. */
export const pairings = ["adjacent", "halves"] as const;

/**
 * - `adjacent`: entries 2i and 2i+1 of each example, flattened channels-last, become (min, max).
 * - `halves`: channels i and i + C/2 become max (in the first half) and min (in the second).
 */
export type Pairing = (typeof pairings)[number];

/**
 * Sorts pairs of entries of `x`, `[N, ...]`. Where a pair ties exactly, each of the two receives half
 * of the sum of both gradients.
 */
export function minMax(x: Tensor, pairing: Pairing): Tensor {
  return tf.engine().runKernel(minMaxKernel, { x }, { pairing });
}

/** How the composite kernels see pairs: `x` as two tensors (first, second), and back. */
interface Pairs {
  readonly split: (x: Tensor) => [first: Tensor, second: Tensor];
  readonly join: (first: Tensor, second: Tensor, shape: number[]) => Tensor;
  /** Whether the smaller of each pair is written first. */
  readonly minFirst: boolean;
}

const pairs: { [P in Pairing]: Pairs } = {
  adjacent: {
    split: (x) => two(tf.split(tf.reshape(x, [-1, 2]), 2, 1)),
    join: (first, second, shape) => tf.reshape(tf.concat([first, second], 1), shape),
    minFirst: true,
  },
  halves: {
    split: (x) => two(tf.split(x, 2, -1)),
    join: (first, second) => tf.concat([first, second], -1),
    minFirst: false,
  },
};

function two([first, second]: Tensor[]): [Tensor, Tensor] {
  if (!first || !second) throw new Error("tf.split did not return two tensors.");
  return [first, second];
}

/** `MinMax` in ordinary TF.js operations. */
export function compositeMinMax(x: Tensor, pairing: Pairing): Tensor {
  const { split, join, minFirst } = pairs[pairing];
  const [a, b] = split(x);
  const [low, high] = [tf.minimum(a, b), tf.maximum(a, b)];
  return minFirst ? join(low, high, x.shape) : join(high, low, x.shape);
}

/** `MinMaxGrad` in ordinary TF.js operations. */
export function compositeMinMaxGrad(x: Tensor, dy: Tensor, pairing: Pairing): Tensor {
  const { split, join, minFirst } = pairs[pairing];
  const [a, b] = split(x);
  const [first, second] = split(dy);
  // The share of an entry's own place: 1 where the pair is in order, 0 where swapped, ½ at a tie.
  const order = tf.sign(minFirst ? tf.sub(b, a) : tf.sub(a, b));
  const kept = tf.mul(tf.add(order, 1), 0.5);
  const swapped = tf.sub(1, kept);
  const da = tf.add(tf.mul(kept, first), tf.mul(swapped, second));
  const db = tf.add(tf.mul(swapped, first), tf.mul(kept, second));
  return join(da, db, x.shape);
}

function pairingOf(attrs: NamedAttrMap | undefined): Pairing {
  const pairing = pairings.find((known) => known === attrs?.["pairing"]);
  if (!pairing) throw new Error(`${minMaxKernel} needs a pairing: ${pairings.join(" or ")}.`);
  return pairing;
}

function inputOf(inputs: NamedTensorInfoMap, name: string): Tensor {
  const input = inputs[name];
  if (!isTensor(input)) throw new Error(`${minMaxKernel} needs a tensor "${name}".`);
  return input;
}

function isTensor(input: TensorInfo | undefined): input is Tensor {
  return input instanceof tf.Tensor;
}

tf.registerGradient({
  kernelName: minMaxKernel,
  inputsToSave: ["x"],
  gradFunc: (dy, [x], attrs) => {
    if (!x || Array.isArray(dy)) throw new Error(`${minMaxKernel} has one input and one output.`);
    return {
      x: () => tf.engine().runKernel(minMaxGradKernel, { x, dy }, { pairing: pairingOf(attrs) }),
    };
  },
});

for (const backendName of ["cpu", "tensorflow"]) {
  tf.registerKernel({
    kernelName: minMaxKernel,
    backendName,
    kernelFunc: ({ inputs, attrs }) =>
      tf.tidy(() => compositeMinMax(inputOf(inputs, "x"), pairingOf(attrs))),
  });
  tf.registerKernel({
    kernelName: minMaxGradKernel,
    backendName,
    kernelFunc: ({ inputs, attrs }) =>
      tf.tidy(() =>
        compositeMinMaxGrad(inputOf(inputs, "x"), inputOf(inputs, "dy"), pairingOf(attrs)),
      ),
  });
}
