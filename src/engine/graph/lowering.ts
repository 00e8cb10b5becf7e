import type { Node, NodeOf } from "./node.js";
import type { Operation } from "./operations.js";

/** Says a node in another format, of values whose names are `inputs`; returns the name of its value. */
export type Lowering<K extends Operation, Writer> = (
  node: NodeOf<K>,
  write: Writer,
  inputs: readonly string[],
) => string;

/** How each operation is said in a format. */
export type Lowerings<Writer> = { readonly [K in Operation]: Lowering<K, Writer> };

/** Lowers a node by its operation's row. */
export function lowerNode<K extends Operation, Writer>(
  lowerings: Lowerings<Writer>,
  node: NodeOf<K>,
  write: Writer,
  inputs: readonly string[],
): string {
  return lowerings[node.operation](node, write, inputs);
}

/** The row of an operation that a format does not have, and that passes must have replaced. */
export const notLoweredTo =
  (format: string) =>
  ({ operation }: Node): never => {
    throw new Error(`"${operation}" must be rewritten before a graph is lowered to ${format}.`);
  };

/** The operand of a node at `index`, which its operation always has. */
export function operand(node: Node, index: number): Node {
  const input = node.inputs[index];
  if (!input) throw new Error(`"${node.operation}" lacks operand ${index}.`);
  return input;
}
