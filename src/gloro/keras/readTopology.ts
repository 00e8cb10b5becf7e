import { GloroError, NoBoundError, ShapeError } from "../errors.js";
import type { KerasLayer } from "./kerasLayer.js";

/** A Keras model's layers in its own order. */
export interface Topology {
  /** The name that layers give to the model's input. */
  readonly input: string;
  /** Without the batch axis. */
  readonly inputShape: readonly number[];
  readonly layers: readonly KerasLayer[];
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a Sequential or functional model's config, as Keras 2 and TF.js write it: parsed JSON, keys in
 * Python's spelling. Throws GloroError where it is no such config, ShapeError where its input has no
 * fixed shape, NoBoundError for a layer that is used twice.
 */
export function readTopology(model: unknown): Topology {
  const { class_name: className, config } = object(model, "The model");
  if (className === "Sequential") return readSequential(config);
  if (className === "Functional" || className === "Model") {
    return readFunctional(object(config, "The model's config"));
  }
  throw new GloroError(
    `The model is a ${JSON.stringify(className)}; only Sequential and functional models can be read.`,
  );
}

function readSequential(config: unknown): Topology {
  // Keras before 2.2.3 wrote the layers alone.
  const written = Array.isArray(config) ? config : object(config, "The model's config")["layers"];
  const layers = list(written, "layers").map((layer) => readLayer(layer));
  const isInput = (layer: KerasLayer | undefined) => layer?.className === "InputLayer";
  const [first] = layers;
  if (!first) throw new GloroError("The model has no layers.");
  const input = isInput(first) ? first.name : "";
  const others = isInput(first) ? layers.slice(1) : layers;
  return {
    input,
    inputShape: inputShapeOf(first),
    layers: others.map((layer, position) => ({
      ...layer,
      inputs: [others[position - 1]?.name ?? input],
    })),
  };
}

function readFunctional(config: Json): Topology {
  const layers = list(config["layers"], "layers").map((layer) => ({
    ...readLayer(layer),
    nodes: list(object(layer, "A layer")["inbound_nodes"] ?? [], "inbound_nodes"),
  }));
  const [input, ...more] = list(config["input_layers"], "input_layers");
  const [output, ...others] = list(config["output_layers"], "output_layers");
  if (more.length > 0 || others.length > 0) {
    throw new GloroError("The model has several inputs or outputs; a GloRo Net has one of each.");
  }
  const inputName = referenceName(input, "input_layers");
  const inputLayer = layers.find(({ name }) => name === inputName);
  const last = layers.at(-1);
  if (!inputLayer || !last || last.name !== referenceName(output, "output_layers")) {
    throw new GloroError("The model's input and output are not its first and last layers.");
  }
  return {
    input: inputName,
    inputShape: inputShapeOf(inputLayer),
    layers: layers
      .filter((layer) => layer !== inputLayer)
      .map(({ nodes, ...layer }) => ({ ...layer, inputs: readNodes(layer, nodes) })),
  };
}

function readLayer(layer: unknown): KerasLayer {
  const { class_name: className, config, name } = object(layer, "A layer");
  const options = object(config, "A layer's config");
  return {
    className: text(className, "class_name"),
    name: text(name ?? options["name"], "name"),
    config: options,
    inputs: [],
  };
}

/** The names in the one node of a layer: `[[["conv2d", 0, 0, {}]]]`. */
function readNodes({ name, className }: KerasLayer, nodes: readonly unknown[]): string[] {
  const [node, ...more] = nodes;
  if (node === undefined || more.length > 0) {
    throw new NoBoundError(
      `Layer "${name}" (${className}) is used ${nodes.length} times; a shared layer is not supported. ` +
        `Give each use a layer of its own.`,
    );
  }
  const where = `The inbound_nodes of layer "${name}" (${className})`;
  return list(node, where).map((reference) => referenceName(reference, where));
}

function referenceName(reference: unknown, where: string): string {
  const [name, node, tensor, options] = list(reference, where);
  if (node !== 0 || tensor !== 0 || (options && Object.keys(options).length > 0)) {
    throw new GloroError(
      `${where} refers to ${JSON.stringify(reference)}; only the first use of a layer can be read.`,
    );
  }
  return text(name, where);
}

function inputShapeOf({ name, config }: KerasLayer): number[] {
  const shape = config["batch_input_shape"] ?? config["batch_shape"];
  const sizes = Array.isArray(shape) ? shape.slice(1) : [];
  const known = sizes.filter((size): size is number => typeof size === "number");
  if (sizes.length > 0 && known.length === sizes.length) return known;
  throw new ShapeError(
    `The input "${name}" has the shape ${JSON.stringify(shape)}; every size after the first must be ` +
      `given.`,
  );
}

function object(value: unknown, what: string): Json {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Json;
  throw new GloroError(`${what} is not an object; a Keras model's config was expected.`);
}

function list(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new GloroError(`${what} is not a list; a Keras model's config was expected.`);
}

function text(value: unknown, what: string): string {
  if (typeof value === "string") return value;
  throw new GloroError(`${what} is not a text; a Keras model's config was expected.`);
}
