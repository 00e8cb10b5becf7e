import { entry } from "../entry.js";
import { GloroError } from "../errors.js";
import type { Network } from "../network.js";
import type { HostTensors } from "../program.js";
import { kerasForm } from "./kerasForms.js";
import type { KerasForm, Refusal } from "./kerasForms.js";
import { dialectNames } from "./kerasModel.js";
import type { Dialect, KerasModel, KerasWeight } from "./kerasModel.js";
import { kerasOrder } from "./kerasOrder.js";
import { nameOnBranch, residualBranches } from "./residualBranches.js";
import { finiteWeight } from "./takeWeights.js";

/**
 * A network as a functional Keras model, as Keras 2.15 writes its config in HDF5: Python loads it with
 * the same logits, and bounds it no lower. `weights` are the network's parameters, by name. Throws
 * GloroError for a layer or a graph that the dialect cannot hold, saying what to do, and for a weight
 * that is not finite.
 */
export function kerasTopology(
  network: Network,
  weights: HostTensors,
  dialect: Dialect,
): KerasModel {
  const written = writtenLayers(network, dialect);
  if ("refusal" in written) throw new GloroError(written.refusal);
  const input = free("input_1", new Set(written.map(({ name }) => name)));
  const nameAt = (position: number) => written[position]?.name ?? input;
  const order = kerasOrder(network);
  const layers = inOrder(written, order).map(([{ name, form }, position]) => ({
    class_name: form.className,
    config: { name, trainable: true, dtype: "float32", ...form.config },
    name,
    inbound_nodes: [
      (network.connections[position] ?? []).map((source) => [nameAt(source), 0, 0, {}]),
    ],
  }));
  return {
    topology: {
      class_name: "Functional",
      config: {
        name: "model",
        trainable: true,
        layers: [inputLayer(input, network.inputShape), ...layers],
        input_layers: [[input, 0, 0]],
        output_layers: [[nameAt(written.length - 1), 0, 0]],
      },
    },
    weights: inOrder(network.layers, order).flatMap(([layer, position]) =>
      layer.weights.map(({ name: ours }): KerasWeight => {
        const part = ours.slice(layer.name.length + 1);
        const name = nameAt(position);
        const { shape, data } = entry(weights, ours);
        return {
          layer: name,
          name: written[position]?.form.variables?.[part] ?? `${name}/${part}:0`,
          shape,
          data: finiteWeight(layer.name, part, Float32Array.from(data)),
        };
      }),
    ),
  };
}

/** The dialects in which a network can be written. */
export function supportedDialects(network: Network): readonly Dialect[] {
  return dialectNames.filter((dialect) => !("refusal" in writtenLayers(network, dialect)));
}

/** The entries at `positions`, each with its own. */
function inOrder<T>(entries: readonly T[], positions: readonly number[]): [T, number][] {
  return positions.flatMap((position) => {
    const each = entries[position];
    return each === undefined ? [] : [[each, position] satisfies [T, number]];
  });
}

interface WrittenLayer {
  readonly name: string;
  readonly form: KerasForm;
}

function writtenLayers(network: Network, dialect: Dialect): readonly WrittenLayer[] | Refusal {
  const forms: KerasForm[] = [];
  for (const layer of network.layers) {
    const form = kerasForm(layer, dialect);
    if ("refusal" in form) {
      return { refusal: `Layer "${layer.name}" (${layer.config.kind}) ${form.refusal}` };
    }
    forms.push(form);
  }
  const names = namesIn(network, dialect);
  if ("refusal" in names) return names;
  return forms.map((form, position) => ({ name: names[position] ?? "", form }));
}

/** The layers' names made fit for Python, each of them once. */
function namesIn(network: Network, dialect: Dialect): readonly string[] | Refusal {
  const branches = dialect === "1.1.1" ? residualBranches(network) : undefined;
  if (branches && "refusal" in branches) return branches;
  const taken = new Set<string>();
  return network.layers.map((layer, position) => {
    const branch = branches?.[position];
    const name = free(valid(branch ? nameOnBranch(layer, branch) : layer.name), taken);
    taken.add(name);
    return name;
  });
}

/** A name that TensorFlow takes for a scope and HDF5 for a group. */
function valid(name: string): string {
  const safe = name.replace(/[^A-Za-z0-9_-]/g, "_");
  return /^[A-Za-z0-9]/.test(safe) ? safe : `layer${safe}`;
}

function free(name: string, taken: ReadonlySet<string>): string {
  let candidate = name;
  for (let number = 1; taken.has(candidate); number++) candidate = `${name}_${number}`;
  return candidate;
}

function inputLayer(name: string, inputShape: readonly number[]): object {
  return {
    class_name: "InputLayer",
    config: {
      batch_input_shape: [null, ...inputShape],
      dtype: "float32",
      sparse: false,
      ragged: false,
      name,
    },
    name,
    inbound_nodes: [],
  };
}
