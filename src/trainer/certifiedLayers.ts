import { GloroError, NoBoundError } from "../gloro/errors.js";
import type { DenseLayer, Layer as BoundLayer, Layers, PlacedLayer } from "../certify/layers.js";
import { conv2dGeometry } from "../gloro/layers/conv2d.js";
import type { LayerConfig, MapKind, MapLayer } from "../gloro/layers/layer.js";
import type { Network } from "../gloro/network.js";
import type { HostTensors } from "../gloro/program.js";

const describe: {
  [K in MapKind]: (layer: MapLayer, config: LayerConfig<K>, weights: HostTensors) => BoundLayer;
} = {
  dense: denseLayer,
  conv2d: (layer, config, weights): Layers["conv2d"] => {
    const [height = 0, width = 0, channels = 0] = layer.inputShape;
    return {
      kind: "conv2d",
      name: layer.name,
      kernel: kernelOf(layer, weights),
      ...conv2dGeometry(config, layer.name),
      inputShape: [height, width, channels],
      filters: config.filters,
    };
  },
  minMax: ({ name }) => ({ kind: "minMax", name }),
  relu: ({ name }) => ({ kind: "relu", name }),
  flatten: ({ name }) => ({ kind: "flatten", name }),
  custom: ({ name, gain }) => {
    if (gain.kind === "constant") return { kind: "declared", name, constant: gain.value };
    throw new NoBoundError(
      `Layer "${name}" (custom) estimates its Lipschitz constant and proves none. Give it a constant ` +
        `gain to certify a network that holds it.`,
    );
  },
};

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
  const kernel = kernelOf(layer, weights);
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

function kernelOf({ name }: MapLayer, weights: HostTensors): Float32Array {
  const kernel = weights[`${name}/kernel`]?.data;
  if (kernel instanceof Float32Array) return kernel;
  throw new GloroError(`The checkpoint has no kernel of layer "${name}". Take another checkpoint.`);
}
