import { GloroError } from "../../gloro/errors.js";
import { GraphBuilder } from "../graph/builder.js";
import type { Graph, Node, NodeOf, Place } from "../graph/node.js";
import { nodesOf, sizeOf, statePrefix } from "../graph/node.js";
import type { Operation, OperationAttributes } from "../graph/operations.js";
import type { Reduction, Split, Spread } from "./splits.js";
import { pieceShape, splitOf } from "./splits.js";

/** The operation that joins the results of two devices. */
const joining = { sum: "add", max: "maximum", min: "minimum" } as const;

/**
 * Divides a program among `devices`, each of which gets the same share of every batch: of each input
 * that is neither state nor a scalar, along its leading axis. What depends on state alone (the power
 * method, the optimizer) is done once, on the first device, which holds the state; what others need of
 * it is copied to them. Results of all devices are joined pair by pair, so that no device receives
 * more than log₂(devices) of them.
 *
 * @returns an equal graph, with the places of its nodes; the graph itself where it replaces no state and
 * its batch cannot be divided evenly, as those of predictions, which may have any size.
 * @throws GloroError where the batch of a training step cannot be divided evenly.
 */
export function partition(graph: Graph, devices: number): Graph {
  const uneven = graph.inputs.filter(isBatch).find(({ shape: [rows = 0] }) => rows % devices !== 0);
  if (uneven) {
    if (![...graph.outputs.keys()].some((name) => name.startsWith(statePrefix))) return graph;
    throw new GloroError(
      `A batch of ${uneven.shape[0] ?? 0} cannot be divided evenly among ${devices} devices: take a batch size that is a multiple of ${devices}.`,
    );
  }
  const towers = new Towers(devices);
  const values = new Map<Node, SpreadValue>();
  for (const node of nodesOf(graph)) values.set(node, spreadValue(node, values, towers));
  const outputs = [...graph.outputs].map(
    ([name, node]) => [name, found(values.get(node)).whole()] as const,
  );
  return { ...graph, outputs: new Map(outputs), placement: towers.placement };
}

/** Whether every device gets its share of an input. */
export function isBatch({ attributes, shape }: NodeOf<"input">): boolean {
  return !attributes.name.startsWith(statePrefix) && shape.length > 0;
}

/** Makes nodes on devices. Nodes of two devices are never one node. */
class Towers {
  readonly placement = new Map<Node, Place>();
  private readonly host = new GraphBuilder();
  private readonly builders: readonly GraphBuilder[];

  constructor(readonly count: number) {
    this.builders = this.each(() => new GraphBuilder());
  }

  each<T>(make: (device: number) => T): T[] {
    return Array.from({ length: this.count }, (_, device) => make(device));
  }

  node<K extends Operation>(
    place: Place,
    operation: K,
    inputs: readonly Node[],
    attributes: OperationAttributes[K],
  ): Node {
    const build = place === "host" ? this.host : found(this.builders[place]);
    const node = build.node(operation, inputs, attributes);
    if (place !== 0) this.placement.set(node, place);
    return node;
  }
}

/** A value of the graph in every form in which it is needed, each made once. */
class SpreadValue {
  private readonly pieces = new Map<number, readonly Node[]>();
  private gathered: Node | undefined;

  /**
   * @param made whole, or the pieces along the axis `spread`
   * @param inputs of the operation that gives it whole
   */
  constructor(
    private readonly towers: Towers,
    readonly spread: Spread,
    made: readonly Node[],
    private readonly inputs: readonly SpreadValue[] = [],
  ) {
    if (spread === "whole") this.gathered = found(made[0]);
    else this.pieces.set(spread, made);
  }

  /** The value on the first device. */
  whole(): Node {
    if (!this.gathered) {
      const axis = Number(this.spread);
      this.gathered = this.towers.node(0, "concat", found(this.pieces.get(axis)), { axis });
    }
    return this.gathered;
  }

  /** The value as an operation on `device` reads it. */
  on(device: number, spread: Spread): Node {
    return spread === "whole" ? this.wholeFor(device) : found(this.along(spread)[device]);
  }

  /**
   * Constants, and what is made of them and one value that is no larger, are made on each device: a
   * filter that the forward pass and the gradient mix in two ways is copied once, not twice.
   */
  private wholeFor(device: number): Node {
    const node = this.whole();
    if (isConstant(node)) return this.towers.node(device, node.operation, [], node.attributes);
    const changing = this.inputs.map((input) => input.whole()).filter((each) => !isConstant(each));
    const [from] = changing;
    if (!from || changing.length > 1 || sizeOf(from.shape) > sizeOf(node.shape)) return node;
    const operands = this.inputs.map((input) => input.wholeFor(device));
    return this.towers.node(device, node.operation, operands, node.attributes);
  }

  private along(axis: number): readonly Node[] {
    let made = this.pieces.get(axis);
    if (!made) {
      made = this.towers.each((device) => this.cut(device, axis));
      this.pieces.set(axis, made);
    }
    return made;
  }

  /** Cut where the value is, so that only the piece moves. */
  private cut(device: number, axis: number): Node {
    const node = this.whole();
    const size = pieceShape(node.shape, axis, this.towers.count);
    const begin = size.map((extent, each) => (each === axis ? device * extent : 0));
    if (node.operation === "fill") {
      const { value } = node.attributes;
      const spec = { shape: size, dtype: node.dtype };
      return this.towers.node(device, "fill", [], { value, spec });
    }
    if (node.operation === "constant")
      return this.towers.node(device, "slice", [this.wholeFor(device)], { begin, size });
    const place = node.operation === "input" && isBatch(node) ? "host" : 0;
    return this.towers.node(place, "slice", [node], { begin, size });
  }
}

function isConstant(node: Node): node is NodeOf<"constant"> | NodeOf<"fill"> {
  return node.operation === "constant" || node.operation === "fill";
}

function spreadValue(
  node: Node,
  values: ReadonlyMap<Node, SpreadValue>,
  towers: Towers,
): SpreadValue {
  if (node.operation === "input") {
    const value = new SpreadValue(towers, "whole", [node]);
    return isBatch(node)
      ? new SpreadValue(
          towers,
          0,
          towers.each((k) => value.on(k, 0)),
        )
      : value;
  }
  const inputs = node.inputs.map((input) => found(values.get(input)));
  const spreads = inputs.map(({ spread }) => spread);
  const split = spreads.every((spread) => spread === "whole")
    ? undefined
    : splitOf(node, spreads, towers.count);
  return split ? inPieces(node, split, inputs, towers) : onFirst(node, inputs, towers);
}

/** Operations that no batch reaches, and those that take a batch as a whole. */
function onFirst(node: Node, inputs: readonly SpreadValue[], towers: Towers): SpreadValue {
  const operands = inputs.map((input) => input.whole());
  const made = towers.node(0, node.operation, operands, node.attributes);
  return new SpreadValue(towers, "whole", [made], inputs);
}

function inPieces(
  node: Node,
  { operands, result, attributes = node.attributes }: Split<Operation>,
  inputs: readonly SpreadValue[],
  towers: Towers,
): SpreadValue {
  const made = towers.each((device) =>
    towers.node(
      device,
      node.operation,
      inputs.map((input, index) => input.on(device, operands[index] ?? "whole")),
      attributes,
    ),
  );
  return typeof result === "number"
    ? new SpreadValue(towers, result, made)
    : new SpreadValue(towers, "whole", [reduced(made, result, towers)]);
}

/** Device k takes what device k + 1 has, then k + 2, k + 4, until the first has all. */
function reduced(made: readonly Node[], reduction: Reduction, towers: Towers): Node {
  const parts = [...made];
  for (let stride = 1; stride < parts.length; stride *= 2)
    for (let device = 0; device + stride < parts.length; device += 2 * stride)
      parts[device] = towers.node(
        device,
        joining[reduction],
        [found(parts[device]), found(parts[device + stride])],
        {},
      );
  return found(parts[0]);
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("A value is used before it is made.");
  return value;
}
