import type { LayerGraph } from "../graph.js";

/**
 * The positions of the layers in the order in which Keras lists a functional model's layers: by the
 * longest way to the output, then by a depth-first walk from the output. Keras gives a file's weights
 * to layers by this order, not by name.
 */
export function kerasOrder({ layers, connections }: LayerGraph): readonly number[] {
  const sources = (position: number) =>
    (connections[position] ?? []).filter((source) => source >= 0);

  const depths = layers.map(() => 0);
  for (const position of [...layers.keys()].reverse()) {
    const next = (depths[position] ?? 0) + 1;
    for (const source of sources(position)) {
      depths[source] = Math.max(depths[source] ?? 0, next);
    }
  }

  const walk = new Set<number>();
  const visit = (position: number): void => {
    if (walk.has(position)) return;
    walk.add(position);
    sources(position).forEach(visit);
  };
  visit(layers.length - 1);

  // Sorting keeps the walk's order within a depth.
  return [...walk].sort((a, b) => (depths[b] ?? 0) - (depths[a] ?? 0));
}
