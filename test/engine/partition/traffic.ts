import type { Graph, Node, Place } from "../../../src/engine/graph/node.js";
import { nodesOf, sizeOf } from "../../../src/engine/graph/node.js";
import type { TensorSpec } from "../../../src/gloro/program.js";

/** Where a node of a partitioned graph is. */
export function placeOf(graph: Graph, node: Node): Place {
  return graph.placement?.get(node) ?? 0;
}

/** A value that a device gets from another, once for all nodes that read it. */
export interface Crossing {
  readonly node: Node;
  readonly from: Place;
  readonly to: Place;
  readonly bytes: number;
}

/** The bytes of a tensor. */
export function bytesOf({ shape, dtype }: TensorSpec): number {
  return sizeOf(shape) * (dtype === "bool" ? 1 : 4);
}

/** What moves between places in one run. What is fed lies on the host. */
export function crossings(graph: Graph): Crossing[] {
  const seen = new Map<Node, Set<Place>>();
  const found: Crossing[] = [];
  const fed = new Set<Node>(
    graph.inputs.filter(({ attributes }) => !attributes.name.startsWith("state:")),
  );
  for (const reader of nodesOf(graph))
    for (const node of reader.inputs) {
      const [from, to] = [fed.has(node) ? "host" : placeOf(graph, node), placeOf(graph, reader)];
      const reached = seen.get(node) ?? new Set<Place>();
      seen.set(node, reached);
      if (from === to || reached.has(to)) continue;
      reached.add(to);
      found.push({ node, from, to, bytes: bytesOf(node) });
    }
  return found;
}
