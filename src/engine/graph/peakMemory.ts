import type { Graph, Node } from "./node.js";
import { nodesOf, sizeOf, usersOf } from "./node.js";

const bytesOf: { readonly [D in Node["dtype"]]: number } = { float32: 4, int32: 4, bool: 1 };

/**
 * The most bytes that a graph's values hold at once, each from when it is computed until it was last
 * read; inputs and constants are there all the time, and an output stays. An engine needs about as much: its order
 * may be a better one, and its operations have scratch memory of their own.
 */
export function peakMemory(graph: Graph): number {
  const outputs = new Set([...graph.outputs.values()].map(storage));
  const unread = new Map<Node, number>();
  for (const [node, users] of usersOf(graph)) {
    const owner = storage(node);
    // A reshape that shares its input's memory keeps that memory in use by its own readers.
    const readers = users.filter((user) => storage(user) !== owner).length;
    unread.set(owner, (unread.get(owner) ?? 0) + readers);
  }
  const nodes = nodesOf(graph);
  const lasting = new Set<Node>([...graph.inputs, ...nodes.filter((node) => !isTemporary(node))]);
  let held = [...lasting].reduce((sum, node) => sum + bytes(node), 0);
  let peak = held;
  for (const node of nodes) {
    if (storage(node) === node && !lasting.has(node)) held += bytes(node);
    peak = Math.max(peak, held);
    for (const input of new Set(node.inputs)) {
      const owner = storage(input);
      if (owner === storage(node)) continue;
      const left = (unread.get(owner) ?? 0) - 1;
      unread.set(owner, left);
      if (left === 0 && !lasting.has(owner) && !outputs.has(owner)) held -= bytes(owner);
    }
  }
  return peak;
}

/** The node whose memory a node's value lies in. */
function storage(node: Node): Node {
  const [input] = node.inputs;
  return node.operation === "reshape" && input ? storage(input) : node;
}

function isTemporary({ operation }: Node): boolean {
  return operation !== "input" && operation !== "constant";
}

function bytes({ shape, dtype }: Node): number {
  return sizeOf(shape) * bytesOf[dtype];
}
