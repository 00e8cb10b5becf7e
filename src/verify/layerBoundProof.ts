import type { CertificateLayer } from "../formats/certificate/certificateSchema.js";
import { nextDown, nextUp } from "../certify/nextFloat.js";
import type { Layer, LayerKind, Layers, PoolingLayer } from "../certify/layers.js";
import { multiplyUp, wholeSquareRootUp } from "../certify/upperBound.js";
import { provesExplicitly } from "./explicitProof.js";
import { gramRounds, type Rows } from "./gramRounds.js";
import { stencilOf, type Stencil, type StencilLayer } from "./stencil.js";
import { provesByTorus } from "./torusProof.js";

type Claimed = Pick<CertificateLayer, "bound" | "proof">;

// scale · alpha of Klambauer et al. 2017, equation 14, is 1.75809934084737638…
const seluSlope = 1.7580993408473768;

/** Whether a layer's Lipschitz constant is at most as claimed, by what the claim says proves it. */
const holds: { [Kind in LayerKind]: (layer: Layer<Kind>, claimed: Claimed) => boolean } = {
  dense: stencilHolds,
  conv2d: stencilHolds,
  liResNetBlock: stencilHolds,
  averagePooling2d: poolingHolds,
  maxPooling2d: (layer, claimed) =>
    isConstant(claimed, wholeSquareRootUp(mostReads(layer, 0) * mostReads(layer, 1))),
  scaling: ({ alpha }, claimed) => isConstant(claimed, Math.abs(alpha)),
  leakyRelu: ({ slope }, claimed) => isConstant(claimed, Math.max(1, Math.abs(slope))),
  elu: ({ alpha }, claimed) => isConstant(claimed, Math.max(1, alpha)),
  selu: (_, claimed) => isConstant(claimed, seluSlope),
  sigmoid: (_, claimed) => isConstant(claimed, 1 / 4),
  hardSigmoid: (_, claimed) => isConstant(claimed, nextUp(1 / 5)),
  invertibleDownsampling: atLeastOne,
  bias: atLeastOne,
  minMax: atLeastOne,
  linear: atLeastOne,
  relu: atLeastOne,
  tanh: atLeastOne,
  softplus: atLeastOne,
  softsign: atLeastOne,
  flatten: atLeastOne,
  // Nobody but its author knows.
  declared: () => false,
};

/** Whether a layer's bound is proven. @throws RangeError where a weight is NaN or infinite */
export function isBoundProven<Kind extends LayerKind>(
  layer: Layer<Kind>,
  claimed: Claimed,
): boolean {
  return holds[layer.kind](layer, claimed);
}

function atLeastOne(_: Layer, claimed: Claimed): boolean {
  return isConstant(claimed, 1);
}

function isConstant({ bound, proof }: Claimed, constant: number): boolean {
  return proof.method === "constant" && bound >= constant;
}

function stencilHolds(layer: StencilLayer, { bound, proof }: Claimed): boolean {
  const stencil = stencilOf(layer);
  const left = stencil.rounding === 0 ? bound : nextDown(bound - stencil.rounding);
  switch (proof.method) {
    case "constant":
      return stencil.sizes.every((size) => size === 0) && bound >= 0;
    case "explicit":
      return provesExplicitly(stencil, proof.parameters, left);
    case "torus":
      return provesByTorus(stencil, proof.parameters, left);
    case "gram":
      return isAffordable(proof.parameters) && onePixel(stencil, proof.parameters.rounds) <= left;
  }
}

// The bound gains nothing from more.
const mostRounds = 64;

function isAffordable({ rounds }: { readonly rounds: number }): boolean {
  return rounds >= 1 && rounds <= mostRounds;
}

/** A bound of a dense layer's norm; of a convolution's there is none by Gram iteration. */
function onePixel({ taps, input, channels, filters, kernel }: Stencil, rounds: number): number {
  if (![...taps, ...input].every((size) => size === 1)) return Infinity;
  return gramRounds({ rows: channels, columns: filters, values: kernel }, rounds);
}

/** Average pooling takes means along columns and then along rows: the product of the two norms. */
function poolingHolds(layer: Layers["averagePooling2d"], { bound, proof }: Claimed): boolean {
  if (proof.method !== "gram" || !isAffordable(proof.parameters)) return false;
  const { rounds } = proof.parameters;
  const norms = ([0, 1] as const).map((axis) => gramRounds(meansAlong(layer, axis), rounds));
  return norms.reduce(multiplyUp) <= bound;
}

/** The pixels of each window along an axis, padding left out. */
export function windowsAlong(
  { poolSize, strides, padding, inputShape }: Omit<PoolingLayer<string>, "kind">,
  axis: 0 | 1,
): number[][] {
  const [pixels, size, stride] = [inputShape[axis], poolSize[axis], strides[axis]];
  const isSame = padding === "same";
  const count = isSame ? Math.ceil(pixels / stride) : Math.floor((pixels - size) / stride) + 1;
  const zeros = isSame ? Math.max((count - 1) * stride + size - pixels, 0) : 0;
  return Array.from({ length: count }, (_, window) =>
    Array.from({ length: size }, (_, at) => window * stride - Math.floor(zeros / 2) + at).filter(
      (pixel) => pixel >= 0 && pixel < pixels,
    ),
  );
}

function meansAlong(layer: Layers["averagePooling2d"], axis: 0 | 1): Rows {
  const windows = windowsAlong(layer, axis);
  const columns = layer.inputShape[axis];
  const values = new Float64Array(windows.length * columns);
  for (const [row, window] of windows.entries()) {
    for (const pixel of window) values[row * columns + pixel] = nextUp(1 / window.length);
  }
  return { rows: windows.length, columns, values };
}

/** The most windows that read one pixel along an axis. */
function mostReads(layer: Layers["maxPooling2d"], axis: 0 | 1): number {
  const counts = new Array<number>(layer.inputShape[axis]).fill(0);
  for (const pixel of windowsAlong(layer, axis).flat()) counts[pixel] = (counts[pixel] ?? 0) + 1;
  return Math.max(...counts);
}
