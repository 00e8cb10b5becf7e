import { GloroError } from "../gloro/errors.js";
import type { DenseLayer, Layer as BoundLayer, Layers } from "../certify/layers.js";
import { conv2dGeometry } from "../gloro/layers/conv2d.js";
import type { Layer, LayerConfig, LayerKind } from "../gloro/layers/layer.js";
import type { Network } from "../gloro/network.js";
import type { HostTensors } from "../gloro/program.js";

const describe: {
  [K in LayerKind]: (layer: Layer, config: LayerConfig<K>, weights: HostTensors) => Layers[K];
} = {
  dense: (layer, _, weights) => {
    const [inputs = 0] = layer.inputShape;
    const [outputs = 0] = layer.outputShape;
    return { kind: "dense", name: layer.name, kernel: kernelOf(layer, weights), inputs, outputs };
  },
  conv2d: (layer, config, weights) => {
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
};

/** A network with its weights, in the certifier's terms. */
export function certifiedLayers(
  network: Network,
  weights: HostTensors,
): { beforeHead: BoundLayer[]; head: DenseLayer } {
  const layers = network.layers.map((layer) => describeLayer(layer, layer.config, weights));
  const head = layers.pop();
  if (head?.kind !== "dense") throw new Error("A network ends in a dense layer.");
  return { beforeHead: layers, head };
}

function describeLayer<K extends LayerKind>(
  layer: Layer,
  config: LayerConfig<K>,
  weights: HostTensors,
): Layers[K] {
  return describe[config.kind](layer, config, weights);
}

function kernelOf({ name }: Layer, weights: HostTensors): Float32Array {
  const kernel = weights[`${name}/kernel`]?.data;
  if (kernel instanceof Float32Array) return kernel;
  throw new GloroError(`The checkpoint has no kernel of layer "${name}". Take another checkpoint.`);
}
