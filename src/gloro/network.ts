import type { Tensor } from "@tensorflow/tfjs-core";
import { GloroError, ShapeError } from "./errors.js";
import { connect, inputName } from "./graph.js";
import type { LayerGraph } from "./graph.js";
import { denseKernel } from "./layers/dense.js";
import { buildLayer } from "./layers/index.js";
import type { Gain, Layer, LayerConfig, LinearMap } from "./layers/layer.js";
import type { Tensors, TensorSpec, TensorSpecs } from "./program.js";

/** What a network is built from. */
export interface NetworkConfig {
  /** `[height, width, channels]`, or `[features]`. */
  readonly inputShape: readonly number[];
  readonly layers: readonly LayerConfig[];
}

/** The dense layer that gives the logits. */
export interface Head {
  readonly layer: string;
  /** The name of its kernel W, `[d, classes]`. */
  readonly kernel: string;
  /** W as it is used. */
  kernelOf(state: Tensors): Tensor;
}

/** A layer's Lipschitz constant. */
export interface LayerGain {
  readonly layer: string;
  readonly gain: Gain;
}

/** A graph of layers that ends in logits, with every shape known. */
export interface Network extends LayerGraph {
  readonly inputShape: readonly number[];
  readonly classes: number;
  readonly head: Head;
  /** The trainable tensors: `conv2d_1/kernel`, `conv2d_1/bias`, … */
  readonly parameters: TensorSpecs;
  /** The layers before the head whose Lipschitz constant is not always 1, in order. */
  readonly gains: readonly LayerGain[];
  /** The linear maps among them that have an iterate. */
  readonly linearMaps: readonly LinearMap[];
  /** The persistent iterates of the power method: `conv2d_1/iterate`, … */
  readonly iterates: TensorSpecs;
}

/** The bounds of pooling layers are computed pixel by pixel. */
const longestSide = 4096;
/** 256 MB for one example. */
const mostInputs = 2 ** 26;

function checkInput(inputShape: readonly number[]): void {
  const inputs = inputShape.reduce((product, size) => product * size, 1);
  if (inputs <= mostInputs && inputShape.slice(0, -1).every((side) => side <= longestSide)) return;
  throw new ShapeError(
    `The input has the shape [${inputShape.join(", ")}]; it may have ${longestSide} pixels a side and ${mostInputs} numbers in all.`,
  );
}

/**
 * Builds a network. Its last layer must be dense: the head, whose kernel's columns give the margins'
 * Lipschitz constants, so it needs no bound of its own. Throws ShapeError where shapes do not fit,
 * UnknownWordError for an unknown kind or an input that is no earlier layer, NoBoundError for a custom
 * layer without a bound, and GloroError for two layers of one name or one that nothing reads.
 */
export function buildNetwork({ inputShape, layers: configs }: NetworkConfig): Network {
  checkInput(inputShape);
  const names = uniqueNames(configs);
  const connections = connect(configs, names);
  const layers: Layer[] = [];
  for (const [index, config] of configs.entries()) {
    const inputShapes = (connections[index] ?? []).map(
      (source) => layers[source]?.outputShape ?? inputShape,
    );
    layers.push(buildLayer(config, { name: names[index] ?? config.kind, inputShapes }));
  }

  const head = headOf(layers);
  const gains = layers
    .slice(0, -1)
    .flatMap((layer) => (layer.role === "map" ? { layer: layer.name, gain: layer.gain } : []))
    .filter(({ gain }) => gain.kind !== "constant" || gain.value !== 1);
  const linearMaps = gains.flatMap(({ gain }) => (gain.kind === "powerMethod" ? gain.map : []));
  return {
    inputShape,
    classes: head.classes,
    layers,
    connections,
    head,
    parameters: float32Specs(layers.flatMap((layer) => layer.weights)),
    gains,
    linearMaps,
    iterates: float32Specs(
      linearMaps.map(({ iterate, iterateShape }) => ({ name: iterate, shape: iterateShape })),
    ),
  };
}

function headOf(layers: readonly Layer[]): Head & { classes: number } {
  const layer = layers.at(-1);
  if (layer?.config.kind !== "dense") {
    throw new ShapeError(
      `A network ends in a dense layer that gives the logits; this one ends in ` +
        `${layer ? `"${layer.name}" (${layer.config.kind})` : "nothing"}. Add a dense layer.`,
    );
  }
  const { name, config } = layer;
  const classes = config.units;
  if (classes < 2) {
    throw new ShapeError(`A classifier needs two classes or more; "${name}" has ${classes}.`);
  }
  return {
    layer: name,
    kernel: `${name}/kernel`,
    classes,
    kernelOf: (state) => denseKernel(config, name, state),
  };
}

/** The configured names, and `kind_1`, `kind_2`, … for the others. */
function uniqueNames(configs: readonly LayerConfig[]): string[] {
  const given = configs.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const taken = new Set<string>();
  for (const name of given) {
    if (name === "" || name === inputName || name.includes("/")) {
      throw new GloroError(
        `"${name}" cannot name a layer: names are not empty, not "input", and have no "/".`,
      );
    }
    if (taken.has(name)) throw new GloroError(`Two layers are named "${name}". Rename one.`);
    taken.add(name);
  }
  return configs.map(({ kind, name }) => {
    if (name !== undefined) return name;
    let number = 1;
    while (taken.has(`${kind}_${number}`)) number++;
    taken.add(`${kind}_${number}`);
    return `${kind}_${number}`;
  });
}

function float32Specs(tensors: readonly { name: string; shape: readonly number[] }[]): TensorSpecs {
  return Object.fromEntries(
    tensors.map(({ name, shape }): [string, TensorSpec] => [name, { shape, dtype: "float32" }]),
  );
}
