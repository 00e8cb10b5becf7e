import { resnetBlock } from "../../src/gloro/layers/resnetBlock.js";
import type { LayerConfig } from "../../src/gloro/layers/layer.js";

/** A network that the Python library saved, written down by hand with its names of the layers. */
interface FixtureNet {
  readonly inputShape: readonly number[];
  readonly layers: readonly LayerConfig[];
}

const conv2d = (name: string, filters: number, options: object = {}): LayerConfig => ({
  kind: "conv2d",
  name,
  filters,
  kernelSize: 3,
  padding: "same",
  ...options,
});
const dense = (name: string, units: number): LayerConfig => ({ kind: "dense", name, units });
const minMax: LayerConfig = { kind: "minMax" };
const relu: LayerConfig = { kind: "relu" };
const flatten: LayerConfig = { kind: "flatten" };
const wide = { kernelSize: 4, strides: 2 };

const ofSixFeatures = (hidden: string, head: string): FixtureNet => ({
  inputShape: [6],
  layers: [dense(hidden, 16), minMax, dense(head, 5)],
});

export const fixtureNets = {
  readme_mlp: {
    inputShape: [5],
    layers: [dense("dense", 6), relu, dense("dense_1", 7), relu, dense("dense_2", 3)],
  },
  mnist_2c2f_frozen: {
    inputShape: [28, 28, 1],
    layers: [
      conv2d("conv2d", 16, wide),
      minMax,
      conv2d("conv2d_1", 32, wide),
      minMax,
      flatten,
      dense("dense_3", 100),
      minMax,
      dense("dense_4", 10),
    ],
  },
  zoo: {
    inputShape: [12, 12, 2],
    layers: [
      conv2d("conv2d_2", 8),
      minMax,
      { kind: "invertibleDownsampling" },
      conv2d("conv2d_3", 6, { strides: 2, padding: "valid" }),
      relu,
      { kind: "scaling", name: "scaling" },
      // No window is cut off here: where one is, Python's bound of the fixed kernel is too small.
      { kind: "averagePooling2d", name: "average_pooling2d", padding: "same" },
      flatten,
      dense("dense_5", 10),
      minMax,
      dense("dense_6", 4),
    ],
  },
  rtk3: ofSixFeatures("dense_7", "dense_8"),
  affinity: ofSixFeatures("dense_9", "dense_10"),
  pypi_resnet_identity: {
    inputShape: [12, 12, 3],
    layers: [
      conv2d("conv2d", 8),
      { ...minMax, name: "min_max" },
      ...resnetBlock({
        name: "ResnetBlock0",
        input: "min_max",
        filters: [8, 8],
        kernelSizes: 3,
        stride1: 1,
        identitySkip: true,
      }),
      { kind: "averagePooling2d", name: "average_pooling2d" },
      flatten,
      dense("dense", 5),
    ],
  },
  pypi_resnet_fixup: {
    inputShape: [12, 12, 3],
    layers: [
      ...resnetBlock({
        name: "ResnetBlock1",
        input: "input",
        filters: 8,
        activation: "minMax",
        useFixup: true,
      }),
      flatten,
      dense("dense_1", 12),
      minMax,
      dense("dense_2", 5),
    ],
  },
  pypi_rtk3: ofSixFeatures("dense_3", "dense_4"),
} as const satisfies Record<string, FixtureNet>;
