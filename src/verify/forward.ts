import type { Layer, LayerKind, Layers, Merge, PoolingLayer } from "../certify/layers.js";
import { windowsAlong } from "./layerBoundProof.js";
import { stencilMap, stencilOf, type StencilLayer } from "./stencil.js";

/** A layer's output in plain Float64, and the sums of the sizes of the terms behind it where they are products. */
export interface Computed {
  readonly y: Float64Array;
  readonly terms?: Float64Array;
}

type Compute = (x: Float64Array) => Computed;

const forwardOf: { [Kind in LayerKind]: (layer: Layer<Kind>) => Compute } = {
  dense: weighted,
  conv2d: weighted,
  liResNetBlock: weighted,
  averagePooling2d: (layer) =>
    overWindows(layer, (values) => values.reduce((sum, value) => sum + value, 0) / values.length),
  maxPooling2d: (layer) => overWindows(layer, (values) => Math.max(...values)),
  invertibleDownsampling:
    ({ poolSize: [p, q], inputShape: [height, width, channels] }) =>
    (x) => {
      const y: number[] = [];
      for (let row = 0; row < height; row += p) {
        for (let column = 0; column < width; column += q) {
          for (let within = 0; within < p * q; within++) {
            const pixel = (row + Math.floor(within / q)) * width + column + (within % q);
            for (let c = 0; c < channels; c++) y.push(x[pixel * channels + c] ?? NaN);
          }
        }
      }
      return { y: Float64Array.from(y) };
    },
  scaling: ({ alpha }) => eachOf((x) => alpha * x),
  bias: ({ shift }) => eachOf((x) => x + shift),
  minMax: sortedPairs,
  linear: () => eachOf((x) => x),
  relu: () => eachOf((x) => Math.max(x, 0)),
  leakyRelu: ({ slope }) => eachOf((x) => (x > 0 ? x : slope * x)),
  elu: ({ alpha }) => eachOf((x) => (x > 0 ? x : alpha * Math.expm1(x))),
  selu: () => eachOf((x) => seluScale * (x > 0 ? x : seluAlpha * Math.expm1(x))),
  tanh: () => eachOf(Math.tanh),
  sigmoid: () => eachOf((x) => 1 / (1 + Math.exp(-x))),
  hardSigmoid: () => eachOf((x) => Math.min(Math.max(x / 5 + 1 / 2, 0), 1)),
  softplus: () => eachOf((x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))),
  softsign: () => eachOf((x) => x / (1 + Math.abs(x))),
  flatten: () => eachOf((x) => x),
  declared: ({ name }) => {
    throw new RangeError(`Nobody but its author can compute layer "${name}".`);
  },
};

// Klambauer et al. 2017, equation 14.
const seluScale = 1.0507009873554805;
const seluAlpha = 1.6732632423543772;

/** A layer in plain Float64, from its definition. */
export function forward<Kind extends LayerKind>(layer: Layer<Kind>): Compute {
  return forwardOf[layer.kind](layer);
}

/** Branches in plain Float64: added up, or side by side along the last axis. */
export function joined(merge: Merge, branches: readonly Float64Array[]): Float64Array {
  if (merge.kind === "add") {
    return branches.reduce((sum, branch) => sum.map((value, at) => value + (branch[at] ?? NaN)));
  }
  const { widths } = merge;
  const rows = (branches[0]?.length ?? 0) / (widths[0] ?? NaN);
  const parts = Array.from({ length: rows }, (_, row) =>
    branches.flatMap((branch, at) => {
      const width = widths[at] ?? NaN;
      return Array.from(branch.subarray(row * width, (row + 1) * width));
    }),
  );
  return Float64Array.from(parts.flat());
}

function eachOf(f: (x: number) => number): Compute {
  return (x) => ({ y: x.map(f) });
}

function weighted(layer: StencilLayer): Compute {
  const stencil = stencilOf(layer);
  const { filters } = stencil;
  const bias = layer.bias ?? new Float32Array(filters);
  const [apply, applySizes] = [stencilMap(stencil, "kernel"), stencilMap(stencil, "sizes")];
  return (x) => ({
    y: apply(x).map((value, at) => value + (bias[at % filters] ?? NaN)),
    terms: applySizes(x.map(Math.abs)).map(
      (value, at) => value + Math.abs(bias[at % filters] ?? NaN),
    ),
  });
}

function overWindows(
  layer: PoolingLayer<"averagePooling2d" | "maxPooling2d">,
  of: (values: number[]) => number,
): Compute {
  const [, width, channels] = layer.inputShape;
  const [rows, columns] = [windowsAlong(layer, 0), windowsAlong(layer, 1)];
  return (x) => {
    const y = rows.flatMap((down) =>
      columns.flatMap((across) =>
        Array.from({ length: channels }, (_, c) =>
          of(
            down.flatMap((r) =>
              across.map((column) => x[(r * width + column) * channels + c] ?? NaN),
            ),
          ),
        ),
      ),
    );
    return { y: Float64Array.from(y) };
  };
}

/** Neighbours go the smaller first; channels half apart the larger first. */
function sortedPairs({ pairing, absoluteValue, channels }: Layers["minMax"]): Compute {
  const half = channels / 2;
  return (x) => {
    const y = x.slice();
    for (let at = 0; at < x.length; at++) {
      const isFirst = pairing === "adjacent" ? at % 2 === 0 : at % channels < half;
      if (!isFirst) continue;
      const other = pairing === "adjacent" ? at + 1 : at + half;
      const [a, b] = [x[at] ?? NaN, x[other] ?? NaN];
      const [small, large] = [Math.min(a, b), Math.max(a, b)];
      y[at] = pairing === "adjacent" ? small : large;
      y[other] = pairing === "adjacent" ? large : small;
    }
    return { y: absoluteValue ? y.map(Math.abs) : y };
  };
}
