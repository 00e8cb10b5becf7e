import { throughGraph } from "../../src/gloro/graph.js";
import { conv2dGeometry } from "../../src/gloro/layers/conv2d.js";
import type { LinearMap, MapLayer } from "../../src/gloro/layers/layer.js";
import type { Network } from "../../src/gloro/network.js";
import { sizeOf } from "./random.js";

/** Weights and iterates in Float64, flat. */
export type Values = Record<string, Float64Array>;

/** The method in naive Float64 loops, straight from its definition: the tests' independent truth. */
export function referenceForward(network: Network, state: Values, example: number[]): number[] {
  return throughGraph(network, example, {
    map: (layer, x) => applyLayer(layer, state, x),
    merge: () => {
      throw new Error("The reference knows no merges.");
    },
  });
}

function applyLayer(layer: MapLayer, state: Values, x: number[]): number[] {
  switch (layer.config.kind) {
    case "conv2d":
    case "dense": {
      const bias = state[`${layer.name}/bias`];
      const y = linear(layer, state[`${layer.name}/kernel`]!, x);
      return bias ? y.map((value, i) => value + bias[i % bias.length]!) : y;
    }
    case "minMax":
      return layer.config.pairing === "halves"
        ? minMaxHalves(x, layer.inputShape.at(-1)!)
        : minMaxAdjacent(x);
    case "relu":
      return x.map((value) => Math.max(value, 0));
    case "flatten":
      return x;
    default:
      throw new Error(`The reference knows no ${layer.config.kind}.`);
  }
}

/** The linear part of a layer. */
export function linear(layer: MapLayer, kernel: ArrayLike<number>, x: number[]): number[] {
  return layer.config.kind === "conv2d" ? convolve(layer, kernel, x) : multiply(kernel, x);
}

function multiply(kernel: ArrayLike<number>, x: number[]): number[] {
  const units = kernel.length / x.length;
  return Array.from({ length: units }, (_, u) =>
    x.reduce((sum, value, i) => sum + value * kernel[i * units + u]!, 0),
  );
}

function convolve(layer: MapLayer, kernel: ArrayLike<number>, x: number[]): number[] {
  if (layer.config.kind !== "conv2d") throw new Error("not a convolution");
  const { kernelSize, strides, padding } = conv2dGeometry(layer.config, layer.name);
  const [height, width, channels] = layer.inputShape as [number, number, number];
  const [outHeight, outWidth, filters] = layer.outputShape as [number, number, number];
  const before = (input: number, output: number, axis: 0 | 1) =>
    padding === "valid"
      ? 0
      : Math.floor(Math.max((output - 1) * strides[axis] + kernelSize[axis] - input, 0) / 2);
  const [top, left] = [before(height, outHeight, 0), before(width, outWidth, 1)];
  const y: number[] = [];
  for (let i = 0; i < outHeight; i++)
    for (let j = 0; j < outWidth; j++)
      for (let f = 0; f < filters; f++) {
        let sum = 0;
        for (let a = 0; a < kernelSize[0]; a++)
          for (let b = 0; b < kernelSize[1]; b++) {
            const row = i * strides[0] + a - top;
            const column = j * strides[1] + b - left;
            if (row < 0 || row >= height || column < 0 || column >= width) continue;
            for (let c = 0; c < channels; c++)
              sum +=
                x[(row * width + column) * channels + c]! *
                kernel[((a * kernelSize[1] + b) * channels + c) * filters + f]!;
          }
        y.push(sum);
      }
  return y;
}

/** Entries 2i and 2i+1 become (min, max). */
export function minMaxAdjacent(x: number[]): number[] {
  return x.map((value, i) =>
    i % 2 === 0 ? Math.min(value, x[i + 1]!) : Math.max(value, x[i - 1]!),
  );
}

/** Channels i and i + C/2 become max and min. */
export function minMaxHalves(x: number[], channels: number): number[] {
  const half = channels / 2;
  return x.map((value, i) =>
    i % channels < half ? Math.max(value, x[i + half]!) : Math.min(value, x[i - half]!),
  );
}

const norm = (x: readonly number[]) => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));

const mapLayers = ({ layers }: Network) => layers.filter((layer) => layer.role === "map");

/** σ = ‖Wx‖/‖x‖ for the iterate in `state`. */
export function referenceNorm(network: Network, map: LinearMap, state: Values): number {
  const layer = mapLayers(network).find(
    ({ gain }) => gain.kind === "powerMethod" && gain.map === map,
  )!;
  const x = Array.from(state[map.iterate]!);
  return norm(linear(layer, state[map.weights[0]!]!, x)) / norm(x);
}

/** K_ji = L_sub ‖W_j − W_i‖ by class pairs. */
export function referenceConstants(network: Network, state: Values): number[][] {
  const lipschitz = network.linearMaps.reduce(
    (product, map) => product * referenceNorm(network, map, state),
    1,
  );
  const kernel = state[network.head.kernel]!;
  const column = (j: number) =>
    Array.from(
      { length: kernel.length / network.classes },
      (_, d) => kernel[d * network.classes + j]!,
    );
  const classes = Array.from({ length: network.classes }, (_, j) => j);
  return classes.map((j) =>
    classes.map((i) => lipschitz * norm(column(j).map((value, d) => value - column(i)[d]!))),
  );
}

/** The GloRo Net's [y, y_⊥] and certified radius for one example. */
export function referenceGloroNet(
  network: Network,
  state: Values,
  example: number[],
  epsilon: number,
) {
  const y = referenceForward(network, state, example);
  const j = y.indexOf(Math.max(...y));
  const matrix = referenceConstants(network, state);
  const constants = matrix[j]!;
  const others = y.map((_, i) => i).filter((i) => i !== j);
  return {
    y,
    j,
    /** ε·K. */
    gains: matrix.map((row) => row.map((constant) => epsilon * constant)),
    bottom: Math.max(...others.map((i) => y[i]! + epsilon * constants[i]!)),
    radius: Math.min(...others.map((i) => (y[j]! - y[i]!) / constants[i]!)),
  };
}

/** Example `n` of a flat batch. */
export function example(network: Network, images: ArrayLike<number>, n: number): number[] {
  const size = sizeOf(network.inputShape);
  return Array.from({ length: size }, (_, i) => images[n * size + i]!);
}
