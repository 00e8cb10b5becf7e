import { GloroError, NoBoundError } from "../gloro/errors.js";
import type {
  ConstantLayer,
  DenseLayer,
  Layer as BoundLayer,
  Layers,
  Merge,
  PlacedLayer,
} from "../certify/layers.js";
import { eluAlpha, leakyReluSlope } from "../gloro/layers/activations.js";
import { conv2dGeometry } from "../gloro/layers/conv2d.js";
import type { LayerConfig, MapKind, MapLayer, MergeLayer } from "../gloro/layers/layer.js";
import { liResNetBlockOptions } from "../gloro/layers/liResNetBlock.js";
import { poolingGeometry } from "../gloro/layers/pooling.js";
import { sizePair } from "../gloro/layers/sizePair.js";
import type { Network } from "../gloro/network.js";
import type { HostTensors } from "../gloro/program.js";

const describe: {
  [K in MapKind]: (layer: MapLayer, config: LayerConfig<K>, weights: HostTensors) => BoundLayer;
} = {
  dense: denseLayer,
  conv2d: (layer, config, weights): Layers["conv2d"] => {
    return {
      kind: "conv2d",
      name: layer.name,
      kernel: weightOf(layer, "kernel", weights),
      ...conv2dGeometry(config, layer.name),
      inputShape: imageOf(layer),
      filters: config.filters,
      bias: biasOf(layer, weights),
      sumBlocks: layer.inBlocks?.sizes,
    };
  },
  averagePooling2d: (layer, config) => ({
    kind: "averagePooling2d",
    name: layer.name,
    ...poolingGeometry(config, layer.name),
    inputShape: imageOf(layer),
  }),
  maxPooling2d: (layer, config) => ({
    kind: "maxPooling2d",
    name: layer.name,
    ...poolingGeometry(config, layer.name),
    inputShape: imageOf(layer),
  }),
  liResNetBlock: (layer, config, weights) => {
    const { useAffine, residualScale, kernelSize, centre } = liResNetBlockOptions(
      config,
      layer.name,
    );
    return {
      kind: "liResNetBlock",
      name: layer.name,
      residualScale,
      kernelSize,
      centre,
      kernel: weightOf(layer, "kernel", weights),
      affine: useAffine ? weightOf(layer, "affine", weights) : undefined,
      inputShape: imageOf(layer),
      bias: biasOf(layer, weights),
      sumBlocks: layer.inBlocks?.sizes,
    };
  },
  invertibleDownsampling: (layer, { poolSize = 2 }) => ({
    kind: "invertibleDownsampling",
    name: layer.name,
    poolSize: sizePair(poolSize, layer.name, "poolSize"),
    inputShape: imageOf(layer),
  }),
  scaling: (layer, _, weights) => ({
    kind: "scaling",
    name: layer.name,
    alpha: weightOf(layer, "alpha", weights)[0] ?? NaN,
  }),
  bias: (layer, _, weights) => ({
    kind: "bias",
    name: layer.name,
    shift: weightOf(layer, "bias", weights)[0] ?? NaN,
  }),
  minMax: ({ name, inputShape }, { pairing = "adjacent", absoluteValue = false }) => ({
    kind: "minMax",
    name,
    pairing,
    absoluteValue,
    channels: inputShape.at(-1) ?? 1,
  }),
  linear: constant("linear"),
  relu: constant("relu"),
  leakyRelu: ({ name }, config) => ({
    kind: "leakyRelu",
    name,
    slope: leakyReluSlope(config, name),
  }),
  elu: ({ name }, config) => ({ kind: "elu", name, alpha: eluAlpha(config, name) }),
  selu: constant("selu"),
  tanh: constant("tanh"),
  sigmoid: constant("sigmoid"),
  hardSigmoid: constant("hardSigmoid"),
  softplus: constant("softplus"),
  softsign: constant("softsign"),
  flatten: constant("flatten"),
  custom: ({ name, gain }) => {
    if (gain.kind === "constant") return { kind: "declared", name, constant: gain.value };
    throw new NoBoundError(
      `Layer "${name}" (custom) estimates its Lipschitz constant and proves none. Give it a constant ` +
        `gain to certify a network that holds it.`,
    );
  },
};

/** The kinds of which the kind says all. */
type ConstantKind = {
  [K in keyof Layers]: ConstantLayer<K> extends Layers[K] ? K : never;
}[keyof Layers];

/** The description of a layer of which the kind says all. */
function constant<K extends ConstantKind>(kind: K): (layer: MapLayer) => ConstantLayer<K> {
  return ({ name }) => ({ kind, name });
}

/** Of which sums a certificate speaks: those in the blocks in which gloro adds them up, or in any order at all. */
export type CertifiedSums = "inBlocks" | "inAnyOrder";

/** A network with its weights, in the certifier's terms. */
export function certifiedLayers(
  network: Network,
  weights: HostTensors,
  sums: CertifiedSums = "inBlocks",
): { beforeHead: PlacedLayer[]; head: DenseLayer } {
  const described = describedLayers(network, weights);
  if (sums === "inBlocks") return described;
  return {
    beforeHead: described.beforeHead.map((placed) => ({
      ...placed,
      layer: inOneSum(placed.layer),
    })),
    head: inOneSum(described.head),
  };
}

/** A layer whose sums are in any order. */
function inOneSum<T extends PlacedLayer["layer"]>(layer: T): T {
  return "sumBlocks" in layer ? { ...layer, sumBlocks: undefined } : layer;
}

function describedLayers(
  network: Network,
  weights: HostTensors,
): { beforeHead: PlacedLayer[]; head: DenseLayer } {
  const beforeHead = network.layers.slice(0, -1).map((layer, position): PlacedLayer => {
    const inputs = network.connections[position] ?? [];
    const entries = layer.outputShape.reduce((product, size) => product * size, 1);
    if (layer.role === "map") {
      return { layer: describeMap(layer, layer.config, weights), inputs, entries };
    }
    return { layer: describeMerge(layer), inputs, entries };
  });
  return { beforeHead, head: certifiedHead(network, weights) };
}

/** The head of a network, in the certifier's terms. */
export function certifiedHead(network: Network, weights: HostTensors): DenseLayer {
  const head = network.layers.at(-1);
  if (head?.role !== "map" || head.config.kind !== "dense") {
    throw new Error("A network ends in a dense layer.");
  }
  return denseLayer(head, head.config, weights);
}

function describeMap<K extends MapKind>(
  layer: MapLayer,
  config: LayerConfig<K>,
  weights: HostTensors,
): BoundLayer {
  return describe[config.kind](layer, config, weights);
}

function describeMerge({ name, config, inputShapes }: MergeLayer): Merge {
  if (config.kind === "add") return { kind: "add", name };
  return { kind: "concatenate", name, widths: inputShapes.map((shape) => shape.at(-1) ?? 1) };
}

function denseLayer(
  layer: MapLayer,
  { unitColumns = false }: LayerConfig<"dense">,
  weights: HostTensors,
): DenseLayer {
  const [inputs = 0] = layer.inputShape;
  const [outputs = 0] = layer.outputShape;
  const kernel = weightOf(layer, "kernel", weights);
  return {
    kind: "dense",
    name: layer.name,
    kernel: unitColumns ? withUnitColumns(layer.name, kernel, outputs) : kernel,
    inputs,
    outputs,
    bias: biasOf(layer, weights),
    hasUnitColumns: unitColumns,
    sumBlocks: layer.inBlocks?.sizes,
  };
}

// Between these, float32 computes a norm without overflow, or squares that vanish.
const [smallestNorm, largestNorm] = [1e-12, 1e12];

function withUnitColumns(layer: string, kernel: Float32Array, columns: number): Float64Array {
  const squares = new Float64Array(columns);
  for (const [index, value] of kernel.entries()) {
    squares[index % columns] = (squares[index % columns] ?? 0) + value * value;
  }
  const norms = squares.map(Math.sqrt);
  const bad = norms.find((norm) => norm !== 0 && !(norm > smallestNorm && norm < largestNorm));
  if (bad !== undefined) {
    throw new GloroError(
      `Layer "${layer}" scales a column of norm ${bad} to norm 1, which float32 does not compute ` +
        `reliably. Go back to a checkpoint with columns between ${smallestNorm} and ${largestNorm}.`,
    );
  }
  return Float64Array.from(kernel, (value, index) => {
    const norm = norms[index % columns] ?? 0;
    return norm === 0 ? 0 : value / norm;
  });
}

function weightOf({ name }: MapLayer, weight: string, weights: HostTensors): Float32Array {
  const values = weights[`${name}/${weight}`]?.data;
  if (values instanceof Float32Array) return values;
  throw new GloroError(
    `The checkpoint has no ${weight} of layer "${name}". Take another checkpoint.`,
  );
}

/** The bias of a layer that may have none. */
function biasOf(layer: MapLayer, weights: HostTensors): Float32Array | undefined {
  const name = `${layer.name}/bias`;
  return layer.weights.some((weight) => weight.name === name)
    ? weightOf(layer, "bias", weights)
    : undefined;
}

function imageOf({ inputShape }: MapLayer): [height: number, width: number, channels: number] {
  const [height = 0, width = 0, channels = 0] = inputShape;
  return [height, width, channels];
}
