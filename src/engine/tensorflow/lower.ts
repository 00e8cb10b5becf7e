import type { TensorSpecs } from "../../gloro/program.js";
import type { Acceleration } from "../engine.js";
import { lowerNode } from "../graph/lowering.js";
import type { Graph, Node } from "../graph/node.js";
import { nodesOf, statePrefix } from "../graph/node.js";
import type { Operation } from "../graph/operations.js";
import { GraphDefWriter, shaped, type } from "./graphDefWriter.js";
import { batchProducts, isTraining } from "./batchProducts.js";
import { argumentName, callCompiled } from "./compiledFunction.js";
import { bfloat16Lowerings, lowerings } from "./lowerings.js";
import { encodeSavedModel } from "./messages.js";
import type { StateVariable } from "./stateVariables.js";
import { assign, done, owned, stateVariables } from "./stateVariables.js";

/** How graphs are said in TensorFlow. */
export interface TensorflowSetup extends Acceleration {
  /** TensorFlow's names of the devices that share each batch, its own first choice first; one if left out. */
  readonly devices?: readonly string[];
}

/** Where what is fed lies. */
const hostDevice = "CPU:0";

/** The nodes by which one program is run. */
export interface LoweredProgram {
  readonly name: string;
  /** What to feed, by the program's inputs; those that nothing depends on are left out. */
  readonly feeds: ReadonlyMap<string, string>;
  /** What to fetch, by the program's outputs. */
  readonly fetches: ReadonlyMap<string, string>;
  /** Fetched too, it is there once the next state has been computed and laid aside. */
  readonly computed: string;
  /** Fetched after that, it makes the next state the state. Undefined where the program replaces nothing. */
  readonly accepted: string | undefined;
}

/** Programs as one TensorFlow graph around the variables of their state. */
export interface LoweredPrograms {
  /** The file `saved_model.pb`. */
  readonly bytes: Uint8Array;
  readonly state: ReadonlyMap<string, StateVariable>;
  readonly programs: readonly LoweredProgram[];
}

/**
 * Writes rewritten graphs as one SavedModel. Every state entry of the graphs is in `state`. Programs that train
 * are accelerated; all others are float32.
 */
export function lowerToTensorflow(
  graphs: readonly Graph[],
  state: TensorSpecs,
  setup: TensorflowSetup = {},
): LoweredPrograms {
  const write = new GraphDefWriter();
  const variables = stateVariables(write, state);
  const programs = graphs.map((graph, index) =>
    lowerProgram(write, graph, index, variables, setup),
  );
  return { bytes: encodeSavedModel(write.nodes, write.functions), state: variables, programs };
}

function lowerProgram(
  write: GraphDefWriter,
  graph: Graph,
  index: number,
  state: ReadonlyMap<string, StateVariable>,
  setup: TensorflowSetup,
): LoweredProgram {
  const given = new Map<Node, string>();
  const feeds = new Map<string, string>();
  for (const node of nodesOf(graph)) {
    if (node.operation !== "input") continue;
    write.place(deviceOf(graph, node, setup));
    if (node.attributes.name.startsWith(statePrefix)) {
      const { handle } = entryOf(state, node.attributes.name);
      given.set(node, write.emit("ReadVariableOp", [handle], { dtype: type(node.dtype) }));
    } else {
      const attributes = { dtype: type(node.dtype), shape: shaped(node.shape) };
      const fed = write.emit("Placeholder", [], attributes);
      given.set(node, fed);
      feeds.set(node.attributes.name, fed);
    }
  }
  const lowerAll = setup.xla && isTraining(graph) ? lowerCompiled : lowerNodes;
  const values = lowerAll(write, graph, given, setup);
  write.place();

  const fetches = new Map<string, string>();
  const laidAside: string[] = [];
  const replaced: string[] = [];
  for (const [name, node] of graph.outputs) {
    const value = nameOf(values, node);
    if (name.startsWith(statePrefix)) {
      const { handle, nextHandle } = entryOf(state, name);
      const kept = isFed(node) ? owned(write, value, node.dtype) : value;
      laidAside.push(assign(write, nextHandle, kept, node.dtype));
      const next = write.emit("ReadVariableOp", [nextHandle], { dtype: type(node.dtype) });
      replaced.push(assign(write, handle, next, node.dtype));
    } else fetches.set(name, write.emit("Identity", [value], { T: type(node.dtype) }));
  }
  return {
    name: graph.name,
    feeds,
    fetches,
    computed: done(write, laidAside, `computed${index}`),
    accepted: replaced.length > 0 ? done(write, replaced, `accepted${index}`) : undefined,
  };
}

/** Writes what computes the outputs from the values of the inputs; returns the value of each. */
function lowerNodes(
  write: GraphDefWriter,
  graph: Graph,
  given: ReadonlyMap<Node, string>,
  setup: TensorflowSetup,
): ReadonlyMap<Node, string> {
  const names = new Map<Node, string>(given);
  const rounded: ReadonlySet<Node> =
    setup.precision === "bfloat16" ? batchProducts(graph) : new Set();
  for (const node of nodesOf(graph)) {
    if (node.operation === "input") continue;
    write.place(deviceOf(graph, node, setup));
    const operands = node.inputs.map((input) => nameOf(names, input));
    const table = rounded.has(node) ? bfloat16Lowerings : lowerings;
    names.set(node, lowerNode(table, node, write, operands));
  }
  return names;
}

/** The same as a function that XLA compiles. */
function lowerCompiled(
  write: GraphDefWriter,
  graph: Graph,
  given: ReadonlyMap<Node, string>,
  setup: TensorflowSetup,
): ReadonlyMap<Node, string> {
  const body = new GraphDefWriter();
  const inputs = [...given.keys()];
  const named = new Map(inputs.map((node, index) => [node, argumentName(index)]));
  const values = lowerNodes(body, graph, named, setup);
  const results = [...new Set(graph.outputs.values())];
  const called = callCompiled(write, {
    given: [...given].map(([{ dtype }, name]) => ({ name, dtype })),
    body: body.nodes,
    results: results.map((node) => ({ name: nameOf(values, node), dtype: node.dtype })),
  });
  return new Map(results.map((node, index) => [node, called[index] ?? ""]));
}

/** The first device is where TensorFlow puts what it is told nothing of, and with it the state. */
function deviceOf(graph: Graph, node: Node, { devices }: TensorflowSetup): string | undefined {
  const place = graph.placement?.get(node);
  if (place === undefined) return undefined;
  const device = place === "host" ? hostDevice : devices?.[place];
  if (device === undefined) throw new Error(`${graph.name} needs a device ${place}.`);
  return device;
}

function nameOf(names: ReadonlyMap<Node, string>, node: Node): string {
  const name = names.get(node);
  if (name === undefined) throw new Error(`${node.operation} is used before it is lowered.`);
  return name;
}

function entryOf(state: ReadonlyMap<string, StateVariable>, input: string): StateVariable {
  const name = input.slice(statePrefix.length);
  const entry = state.get(name);
  if (!entry) throw new Error(`The state has no entry "${name}".`);
  return entry;
}

/** Operations whose value may lie in the very memory of an operand. */
const moves: ReadonlySet<Operation> = new Set<Operation>([
  "reshape",
  "transpose",
  "slice",
  "pad",
  "concat",
  "tile",
  "cast",
]);

/** Whether a value may lie in memory that the caller feeds. */
function isFed(node: Node): boolean {
  if (node.operation === "input") return !node.attributes.name.startsWith(statePrefix);
  return moves.has(node.operation) && node.inputs.some(isFed);
}
