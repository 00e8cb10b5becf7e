import { entry } from "../entry.js";
import { GloroError, ShapeError, UnknownWordError } from "../errors.js";
import { firstNotFinite } from "../firstNotFinite.js";
import type { Layer, LayerConfig, LayerKind } from "../layers/layer.js";
import type { Network } from "../network.js";
import type { HostTensor, HostTensors, TensorSpec } from "../program.js";
import type { KerasWeight } from "./kerasModel.js";

/** Our names of weights that the Python library names otherwise: `w` is of 1.1.1, its HEAD has `alpha`. */
const renamed: { readonly [K in LayerKind]?: Readonly<Record<string, string>> } = {
  scaling: { w: "alpha" },
  bias: { b: "bias" },
  liResNetBlock: { conv_kernel: "kernel" },
};

/**
 * The weights of a Keras model by our names, for the network of its config. Throws UnknownWordError for
 * a weight that the network does not have, ShapeError for another shape, and GloroError for one that is
 * missing, given twice or not finite.
 */
export function takeWeights(network: Network, weights: readonly KerasWeight[]): HostTensors {
  const layers = new Map(network.layers.map((layer) => [layer.name, layer]));
  const taken: Record<string, HostTensor> = {};
  for (const weight of weights) {
    const layer = layers.get(weight.layer);
    if (!layer) throw new UnknownWordError("layer of a weight", weight.layer, [...layers.keys()]);
    const part = partOf(weight);
    if (isResidualScale(layer.config, part)) {
      checkResidualScale(layer.config, weight);
      continue;
    }
    const name = `${layer.name}/${renamed[layer.config.kind]?.[part] ?? part}`;
    if (!layer.weights.some((known) => known.name === name)) {
      throw new UnknownWordError(`weight of layer "${layer.name}"`, weight.name, namesOf(layer));
    }
    if (taken[name]) {
      throw new GloroError(`Layer "${layer.name}" is given the weight "${weight.name}" twice.`);
    }
    taken[name] = read(weight, entry(network.parameters, name));
  }
  const missing = network.layers.find(({ weights: own }) => own.some(({ name }) => !taken[name]));
  if (missing) {
    throw new GloroError(
      `Layer "${missing.name}" lacks weights: it has ${namesOf(missing).join(", ")}. Give a file ` +
        `that holds the weights too.`,
    );
  }
  return taken;
}

/** `data`, checked: a weight that is NaN or infinite is a GloroError naming the layer. */
export function finiteWeight(layer: string, name: string, data: Float32Array): Float32Array {
  if (firstNotFinite(data) < 0) return data;
  throw new GloroError(
    `Layer "${layer}" has a number in its weight "${name}" that is not finite: nothing can be ` +
      `certified with it. Go back to an earlier state of the model.`,
  );
}

function read({ layer, name, shape, data }: KerasWeight, expected: TensorSpec): HostTensor {
  // Keras may write a single number as a list of one.
  const isScalar = expected.shape.length === 0 && shape.join() === "1";
  const size = expected.shape.reduce((product, length) => product * length, 1);
  if ((shape.join() !== expected.shape.join() && !isScalar) || data.length !== size) {
    throw new ShapeError(
      `Layer "${layer}" takes the weight "${name}" in the shape [${expected.shape.join(", ")}], but ` +
        `${data.length} numbers in the shape [${shape.join(", ")}] are given.`,
    );
  }
  return { ...expected, data: finiteWeight(layer, name, data) };
}

/** The weight's own name: `kernel` of `model/dense/kernel:0`. */
function partOf({ name }: KerasWeight): string {
  return name.replace(/^.*\//, "").replace(/:\d+$/, "");
}

function namesOf(layer: Layer): string[] {
  return layer.weights.map(({ name }) => name.slice(layer.name.length + 1));
}

/** The Python library keeps the factor of a LiResNet block in a variable that is not trained. */
function isResidualScale(
  config: LayerConfig,
  part: string,
): config is LayerConfig<"liResNetBlock"> {
  return config.kind === "liResNetBlock" && part === "scale";
}

function checkResidualScale(
  { residualScale = 1 }: LayerConfig<"liResNetBlock">,
  { layer, data }: KerasWeight,
): void {
  if (data.length === 1 && data[0] === Math.fround(residualScale)) return;
  throw new GloroError(
    `Layer "${layer}" has the residual_scale ${residualScale} in its config, but ${data.join(", ")} ` +
      `among its weights. Make them agree.`,
  );
}
