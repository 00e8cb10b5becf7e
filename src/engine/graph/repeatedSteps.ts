import { GraphBuilder } from "./builder.js";
import type { Graph, Node, NodeOf, Place } from "./node.js";
import { nodesOf, statePrefix } from "./node.js";

/**
 * Several steps as one graph, one after the other. An input that is not state becomes a block: those of all
 * steps, in a new leading axis. Each step begins with the state that the one before left, and the next state is
 * that of the last; every other output is a block of what the steps gave. What depends on no block, and on no
 * state that a step replaces, is computed once.
 *
 * Nodes have the places of those that they take again. Where there are several devices the host cuts the blocks,
 * so that each device gets only what it reads of them.
 *
 * @param count of the steps, from 1
 */
export function repeatedSteps(step: Graph, count: number): Graph {
  const steps = new Steps(step, count);
  for (let index = 0; index < count; index++) steps.take(index);
  const { inputs, outputs, origin, placement } = steps;
  const placed = step.placement && { placement };
  return { name: step.name, inputs, outputs, ...placed, repeats: { step, origin } };
}

/** The steps taken so far. */
class Steps {
  readonly origin = new Map<Node, Node>();
  readonly placement = new Map<Node, Place>();
  private readonly build = new GraphBuilder();
  private readonly nodes: readonly Node[];
  private readonly blocks: ReadonlyMap<Node, NodeOf<"input">>;
  /** Of each step, its outputs by their names. */
  private readonly results: ReadonlyMap<string, Node>[] = [];

  constructor(
    private readonly step: Graph,
    count: number,
  ) {
    this.nodes = nodesOf(step).filter(({ operation }) => operation !== "input");
    const given = step.inputs.filter(({ attributes }) => !isState(attributes.name));
    this.blocks = new Map(given.map((input) => [input, this.block(input, count)]));
  }

  take(index: number): void {
    const values = new Map<Node, Node>();
    for (const input of this.step.inputs) values.set(input, this.given(input, index));
    for (const node of this.nodes) values.set(node, this.again(node, values));
    const outputs = [...this.step.outputs].map(
      ([name, node]) => [name, found(values.get(node))] as const,
    );
    this.results.push(new Map(outputs));
  }

  get inputs(): Graph["inputs"] {
    return this.step.inputs.map((input) => this.blocks.get(input) ?? input);
  }

  /**
   * Nodes are computed in the order of outputs. Blocks first, of them first what takes most of a step: else every
   * step's gradients would be kept until, at the end, their norms are taken.
   */
  get outputs(): Graph["outputs"] {
    const [blocks, state] = [new Map<string, number>(), new Map<string, Node>()];
    for (const [name, node] of this.step.outputs)
      if (isState(name)) state.set(name, found(this.results.at(-1)?.get(name)));
      else blocks.set(name, nodesOf({ ...this.step, outputs: new Map([[name, node]]) }).length);
    const names = [...blocks].sort(([, a], [, b]) => b - a).map(([name]) => name);
    return new Map([...names.map((name) => [name, this.stacked(name)] as const), ...state]);
  }

  private block({ attributes, shape, dtype }: NodeOf<"input">, count: number): NodeOf<"input"> {
    return this.build.input(attributes.name, { shape: [count, ...shape], dtype });
  }

  /** What a step reads as one of its inputs. */
  private given(input: NodeOf<"input">, index: number): Node {
    const block = this.blocks.get(input);
    if (!block) return this.results.at(-1)?.get(input.attributes.name) ?? input;
    const begin = block.shape.map((_, axis) => (axis === 0 ? index : 0));
    const row = this.build.node("slice", [block], { begin, size: [1, ...input.shape] });
    const value = this.build.reshape(row, input.shape);
    this.placement.set(row, "host").set(value, "host");
    return value;
  }

  /** The node itself where it would read what it read before. */
  private again(node: Node, values: ReadonlyMap<Node, Node>): Node {
    const inputs = node.inputs.map((input) => found(values.get(input)));
    const isSame = inputs.every((input, at) => input === node.inputs[at]);
    const made = isSame ? node : { ...node, inputs };
    this.origin.set(made, node);
    const place = this.step.placement?.get(node);
    if (place !== undefined) this.placement.set(made, place);
    return made;
  }

  private stacked(name: string): Node {
    const rows = this.results.map((outputs) => {
      const value = found(outputs.get(name));
      return this.build.reshape(value, [1, ...value.shape]);
    });
    return this.build.node("concat", rows, { axis: 0 });
  }
}

function isState(name: string): boolean {
  return name.startsWith(statePrefix);
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("A value is used before it is made.");
  return value;
}
