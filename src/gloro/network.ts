import { GloroError, ShapeError } from "./errors.js";
import { buildLayer } from "./layers/index.js";
import type { Layer, LayerConfig, LinearMap } from "./layers/layer.js";
import type { TensorSpec, TensorSpecs } from "./program.js";

/** What a network is built from. */
export interface NetworkConfig {
  /** `[height, width, channels]`, or `[features]`. */
  readonly inputShape: readonly number[];
  readonly layers: readonly LayerConfig[];
}

/** A chain of layers that ends in logits, with every shape known. */
export interface Network {
  readonly inputShape: readonly number[];
  readonly classes: number;
  readonly layers: readonly Layer[];
  /** The name of the head's kernel W, `[d, classes]`. */
  readonly headKernel: string;
  /** The trainable tensors: `conv2d_1/kernel`, `conv2d_1/bias`, … */
  readonly parameters: TensorSpecs;
  /** The linear maps before the head, in order: each has an iterate. */
  readonly linearMaps: readonly LinearMap[];
  /** The persistent iterates of the power method: `conv2d_1/iterate`, … */
  readonly iterates: TensorSpecs;
}

/**
 * Builds a network. Its last layer must be dense: the head, whose kernel's columns give the margins'
 * Lipschitz constants, so it needs no bound of its own. Throws ShapeError where shapes do not fit,
 * UnknownWordError for an unknown kind, and GloroError for two layers of one name.
 */
export function buildNetwork({ inputShape, layers: configs }: NetworkConfig): Network {
  const names = uniqueNames(configs);
  const layers: Layer[] = [];
  let shape = inputShape;
  for (const [index, config] of configs.entries()) {
    const layer = buildLayer(config, { name: names[index] ?? config.kind, inputShape: shape });
    layers.push(layer);
    shape = layer.outputShape;
  }

  const head = layers.at(-1);
  const [headKernel] = head?.weights ?? [];
  const [classes] = shape;
  if (head?.config.kind !== "dense" || !headKernel || classes === undefined) {
    throw new ShapeError(
      `A network ends in a dense layer that gives the logits; this one ends in ` +
        `${head ? `"${head.name}" (${head.config.kind})` : "nothing"}. Add a dense layer.`,
    );
  }
  if (classes < 2) {
    throw new ShapeError(`A classifier needs two classes or more; "${head.name}" has ${classes}.`);
  }

  const linearMaps = layers
    .slice(0, -1)
    .map((layer) => layer.lipschitz)
    .filter((lipschitz) => lipschitz !== 1);
  return {
    inputShape,
    classes,
    layers,
    headKernel: headKernel.name,
    parameters: float32Specs(layers.flatMap((layer) => layer.weights)),
    linearMaps,
    iterates: float32Specs(
      linearMaps.map(({ iterate, iterateShape }) => ({ name: iterate, shape: iterateShape })),
    ),
  };
}

/** The configured names, and `kind_1`, `kind_2`, … for the others. */
function uniqueNames(configs: readonly LayerConfig[]): string[] {
  const given = configs.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const taken = new Set<string>();
  for (const name of given) {
    if (name === "" || name.includes("/")) {
      throw new GloroError(`"${name}" cannot name a layer: names are not empty and have no "/".`);
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
