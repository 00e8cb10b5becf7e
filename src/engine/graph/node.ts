import type { TensorSpec } from "../../gloro/program.js";
import type { Operation, OperationAttributes } from "./operations.js";

/** One value of a graph: an operation applied to other values. Immutable. */
export interface NodeOf<K extends Operation> extends TensorSpec {
  readonly operation: K;
  readonly inputs: readonly Node[];
  readonly attributes: OperationAttributes[K];
}

/** A value of a graph, by its operation. */
export type Node = { [K in Operation]: NodeOf<K> }[Operation];

/** In names of a graph's inputs and outputs: keeps a program's state apart from what else it reads and gives. */
export const statePrefix = "state:";

/** A pure function on tensors: what its outputs reach is the graph, so dead code cannot be in it. */
export interface Graph {
  readonly name: string;
  /** In the order of the caller's arguments; also those that no output uses. */
  readonly inputs: readonly NodeOf<"input">[];
  readonly outputs: ReadonlyMap<string, Node>;
  /** Of a graph for several devices: the nodes that are not on the first. */
  readonly placement?: ReadonlyMap<Node, Place>;
  /** Of a graph of several steps: one of them, and the node of it that each node of the graph takes again. */
  readonly repeats?: { readonly step: Graph; readonly origin: ReadonlyMap<Node, Node> };
}

/** The number of a device, or the processor that feeds them. */
export type Place = number | "host";

/** All nodes that the outputs reach, each after its inputs. */
export function nodesOf(graph: Graph): Node[] {
  return eachAfterInputs([...graph.outputs.values()], ({ inputs }) => inputs);
}

/** The same nodes, each after its inputs, from a walk that takes the last output and the last input first. */
export function mirroredNodesOf(graph: Graph): Node[] {
  return eachAfterInputs([...graph.outputs.values()].reverse(), ({ inputs }) =>
    inputs.toReversed(),
  );
}

function eachAfterInputs(
  outputs: readonly Node[],
  inputsOf: (node: Node) => readonly Node[],
): Node[] {
  const order: Node[] = [];
  const seen = new Set<Node>();
  const frameOf = (node: Node) => ({ node, inputs: inputsOf(node), next: 0 });
  for (const output of outputs) {
    const stack = [frameOf(output)];
    while (stack.length > 0) {
      const frame = stack[stack.length - 1];
      if (!frame) break;
      const input = seen.has(frame.node) ? undefined : frame.inputs[frame.next++];
      if (input) {
        if (!seen.has(input)) stack.push(frameOf(input));
        continue;
      }
      if (!seen.has(frame.node)) {
        seen.add(frame.node);
        order.push(frame.node);
      }
      stack.pop();
    }
  }
  return order;
}

/** For each node, the nodes that read it. */
export function usersOf(graph: Graph): Map<Node, Node[]> {
  const users = new Map<Node, Node[]>();
  for (const node of nodesOf(graph))
    for (const input of new Set(node.inputs)) {
      const list = users.get(input);
      if (list) list.push(node);
      else users.set(input, [node]);
    }
  return users;
}

/** The number of elements of a shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

/** Whether two shapes are the same. */
export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((extent, axis) => extent === b[axis]);
}
