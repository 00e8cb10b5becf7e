import { GloroError, NoBoundError } from "../gloro/errors.js";
import type {
  ConstantLayer,
  DenseLayer,
  Layer as BoundLayer,
  Layers,
  PlacedLayer,
} from "../certify/layers.js";
import { eluAlpha, leakyReluSlope } from "../gloro/layers/activations.js";
import { conv2dGeometry } from "../gloro/layers/conv2d.js";
import type { LayerConfig, MapKind, MapLayer } from "../gloro/layers/layer.js";
import { liResNetBlockOptions } from "../gloro/layers/liResNetBlock.js";
import { poolingGeometry } from "../gloro/layers/pooling.js";
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
    };
  },
  invertibleDownsampling: constant("invertibleDownsampling"),
  scaling: (layer, _, weights) => ({
    kind: "scaling",
    name: layer.name,
    alpha: weightOf(layer, "alpha", weights)[0] ?? NaN,
  }),
  bias: constant("bias"),
  minMax: constant("minMax"),
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

/** A network with its weights, in the certifier's terms. */
export function certifiedLayers(
  network: Network,
  weights: HostTensors,
): { beforeHead: PlacedLayer[]; head: DenseLayer } {
  const beforeHead = network.layers.slice(0, -1).map((layer, position): PlacedLayer => {
    const inputs = network.connections[position] ?? [];
    if (layer.role === "map") return { layer: describeMap(layer, layer.config, weights), inputs };
    return { layer: { kind: layer.config.kind, name: layer.name }, inputs };
  });
  const head = network.layers.at(-1);
  if (head?.role !== "map" || head.config.kind !== "dense") {
    throw new Error("A network ends in a dense layer.");
  }
  return { beforeHead, head: denseLayer(head, head.config, weights) };
}

function describeMap<K extends MapKind>(
  layer: MapLayer,
  config: LayerConfig<K>,
  weights: HostTensors,
): BoundLayer {
  return describe[config.kind](layer, config, weights);
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
    kernel: unitColumns ? withUnitColumns(kernel, outputs) : kernel,
    inputs,
    outputs,
  };
}

function withUnitColumns(kernel: Float32Array, columns: number): Float64Array {
  const squares = new Float64Array(columns);
  for (const [index, value] of kernel.entries()) {
    squares[index % columns] = (squares[index % columns] ?? 0) + value * value;
  }
  return Float64Array.from(kernel, (value, index) => {
    const norm = Math.sqrt(squares[index % columns] ?? 0);
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

function imageOf({ inputShape }: MapLayer): [height: number, width: number, channels: number] {
  const [height = 0, width = 0, channels = 0] = inputShape;
  return [height, width, channels];
}
