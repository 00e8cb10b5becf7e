import type { LayerConfig } from "../layers/layer.js";
import type { NetworkConfig } from "../network.js";
import type { HostTensor, HostTensors } from "../program.js";
import { choleskyOrth } from "./choleskyOrth.js";
import { liResNetSizes, neckStride, stridedStem } from "./liResNetSizes.js";
import type { LiResNetSizes } from "./liResNetSizes.js";
import { reordered } from "./reordered.js";
import { StateDict } from "./stateDict.js";
import type { TorchTensor } from "./stateDict.js";

/** What the tensors do not tell of a LiResNet. */
export interface LiResNetOptions {
  /** Whether the head's weights are normalised (last-layer normalisation, `use_lln`). */
  readonly unitColumns: boolean;
}

/** What the authors' network subtracts from its input. */
const inputCentre = 0.5;
const blockKernel = 3;

/**
 * The network that LiResNet's authors save (Hu et al. 2023, arXiv 2301.12549; `GloroNet` of their repository, with
 * the activation MinMax) as PyTorch's state_dict, as it is in evaluation: running means are part of the biases, and
 * the kernels of dense layers are orthogonalised, in Float64. Sizes come from the tensors' shapes. Throws
 * GloroError and ShapeError for tensors that are no such network.
 */
export function convertLiResNet(
  tensors: Readonly<Record<string, TorchTensor>>,
  options: LiResNetOptions,
): NetworkConfig & { readonly weights: HostTensors } {
  const state = new StateDict(tensors);
  const sizes = liResNetSizes(state);
  return {
    inputShape: [sizes.inputSize, sizes.inputSize, sizes.inputChannels],
    layers: layersOf(sizes, options),
    weights: { ...imageWeights(state, sizes), ...denseWeights(state, sizes) },
  };
}

function layersOf(sizes: LiResNetSizes, { unitColumns }: LiResNetOptions): LayerConfig[] {
  const { width, depth, features, denseLayers, classes } = sizes;
  const sorted = (layer: LayerConfig): LayerConfig[] => [
    layer,
    { kind: "minMax", name: `${layer.name ?? ""}_sort`, pairing: "halves" },
  ];
  return [
    { kind: "bias", name: "centre", initial: -inputCentre },
    ...sorted({ kind: "conv2d", name: "stem", filters: width, ...stemGeometry(sizes) }),
    ...Array.from({ length: depth }, (_, i) =>
      sorted({ kind: "liResNetBlock", name: `block_${i}`, residualScale: depth ** -0.5 }),
    ).flat(),
    {
      kind: "conv2d",
      name: "neck",
      ...{ filters: width, kernelSize: neckStride, strides: neckStride, useBias: false },
    },
    { kind: "flatten", name: "flatten" },
    ...sorted({ kind: "dense", name: "neck_dense", units: features }),
    ...Array.from({ length: denseLayers }, (_, i) =>
      sorted({ kind: "dense", name: `dense_${i}`, units: features }),
    ).flat(),
    { kind: "dense", name: "head", units: classes, unitColumns },
  ];
}

function stemGeometry({ stemKernel, isPatchStem }: LiResNetSizes) {
  return isPatchStem
    ? ({ kernelSize: stemKernel, strides: stemKernel, padding: "valid" } as const)
    : // PyTorch pads 5×5 by two on each side; 'same' pads so for 6×6, whose last row and column are 0.
      ({ kernelSize: stemKernel + 1, strides: stridedStem.stride, padding: "same" } as const);
}

function imageWeights(state: StateDict, sizes: LiResNetSizes): HostTensors {
  const { width, depth, inputChannels, stemKernel, isPatchStem } = sizes;
  const side = isPatchStem ? stemKernel : stemKernel + 1;
  const stem = state.data("stem.0.weight", [width, inputChannels, stemKernel, stemKernel]);
  const weights: Record<string, HostTensor> = {
    "centre/bias": host([], [-inputCentre]),
    "stem/kernel": host(
      [side, side, inputChannels, width],
      padded(hwio(stem, width, inputChannels, stemKernel), stemKernel, side, inputChannels * width),
    ),
    "stem/bias": host([width], state.data("stem.0.bias", [width])),
  };
  const kernels = state.data("conv.weights", [depth, width, width, blockKernel, blockKernel]);
  const gammas = state.data("conv.gamma", [depth, width, 1, 1, 1]);
  const biases = state.data("conv.bias", [depth, width]);
  const means = state.data("conv.running_mean", [depth, width]);
  const size = width * width * blockKernel ** 2;
  for (let i = 0; i < depth; i++) {
    const own = (of: Float32Array) => of.subarray(i * width, (i + 1) * width);
    const kernel = kernels.subarray(i * size, (i + 1) * size);
    weights[`block_${i}/kernel`] = host(
      [blockKernel, blockKernel, width, width],
      hwio(kernel, width, width, blockKernel),
    );
    weights[`block_${i}/affine`] = host([1, 1, 1, width], own(gammas));
    const mean = own(means);
    weights[`block_${i}/bias`] = host(
      [width],
      own(biases).map((bias, channel) => bias - (mean[channel] ?? 0)),
    );
  }
  return weights;
}

function denseWeights(state: StateDict, sizes: LiResNetSizes): HostTensors {
  const { width, neckSide, features, denseLayers, classes } = sizes;
  const patch = width * neckStride ** 2;
  const inputs = width * neckSide ** 2;
  const neck = orthogonal(state.data("neck.kernel", [width, patch]), width, patch);
  const afterNeck = orthogonal(state.data("neck.weight", [features, inputs]), features, inputs);
  const weights: Record<string, HostTensor> = {
    "neck/kernel": host(
      [neckStride, neckStride, width, width],
      hwio(neck, width, width, neckStride),
    ),
    // PyTorch flattens channels first.
    "neck_dense/kernel": host(
      [inputs, features],
      reordered(afterNeck, [features, width, neckSide, neckSide], [2, 3, 1, 0]),
    ),
    "neck_dense/bias": host([features], state.data("neck.bias", [features])),
    "head/kernel": host(
      [features, classes],
      reordered(state.data("head.weight", [classes, features]), [classes, features], [1, 0]),
    ),
    "head/bias": host([classes], state.data("head.bias", [classes])),
  };
  const square = features * features;
  const kernels = state.data("linear.weights", [denseLayers, features, features]);
  const gammas = state.data("linear.gamma", [denseLayers, features, 1]);
  const biases = state.data("linear.bias", [denseLayers, features]);
  const scale = denseLayers ** -0.5;
  for (let i = 0; i < denseLayers; i++) {
    // I + scale·γ·W, row by row.
    const residual = Float64Array.from(
      kernels.subarray(i * square, (i + 1) * square),
      (value, at) => {
        const row = Math.floor(at / features);
        const one = at % features === row ? 1 : 0;
        return one + value * (gammas[i * features + row] ?? 0) * scale;
      },
    );
    const kernel = orthogonal(residual, features, features);
    weights[`dense_${i}/kernel`] = host(
      [features, features],
      reordered(kernel, [features, features], [1, 0]),
    );
    weights[`dense_${i}/bias`] = host(
      [features],
      biases.subarray(i * features, (i + 1) * features),
    );
  }
  return weights;
}

function orthogonal(data: ArrayLike<number>, rows: number, columns: number): Float32Array {
  return Float32Array.from(choleskyOrth({ rows, columns, data: Float64Array.from(data) }).data);
}

/** A kernel `[out, in, side, side]` as `[side, side, in, out]`. */
function hwio(data: Float32Array, outputs: number, inputs: number, side: number): Float32Array {
  return reordered(data, [outputs, inputs, side, side], [2, 3, 1, 0]);
}

/** A kernel of `side`² entries of `depth` numbers, with zeros after it up to `newSide`². */
function padded(data: Float32Array, side: number, newSide: number, depth: number): Float32Array {
  const wide = new Float32Array(newSide * newSide * depth);
  for (let row = 0; row < side; row++) {
    const line = data.subarray(row * side * depth, (row + 1) * side * depth);
    wide.set(line, row * newSide * depth);
  }
  return wide;
}

function host(shape: readonly number[], values: ArrayLike<number>): HostTensor {
  return { shape, dtype: "float32", data: Float32Array.from(values) };
}
