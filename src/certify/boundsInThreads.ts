import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { threadEntry } from "../threads/threadEntry.js";
import type { LayerArithmetic } from "./layerArithmetic.js";
import { networkBounds, type LayerBound, type NetworkBounds } from "./layerBounds.js";
import { isMerge, type Layer, type PlacedLayer } from "./layers.js";

/** A layer for a thread to bound, and its place in the graph. */
export interface LayerBoundRequest {
  readonly position: number;
  readonly layer: Layer;
  /** Entries of its output. */
  readonly entries: number;
}

/** What the thread answers. */
export interface LayerBoundReply {
  readonly position: number;
  readonly bound: LayerBound;
  readonly arithmetic: LayerArithmetic | undefined;
}

/** The bounds of a network's layers, and the arithmetic of those that threads bounded, by name. */
export interface BoundedInThreads extends NetworkBounds {
  readonly arithmetic: ReadonlyMap<string, LayerArithmetic>;
}

// Below so many products of weights and pixels in all, the bounds take less than threads take to start.
const worthThreads = 3e6;

/**
 * Bounds a network as networkBounds does, its layers in threads where that is faster; throws the same. What
 * their rounding depends on takes norms too, and is found there on the way.
 */
export async function boundsInThreads(
  graph: readonly PlacedLayer[],
  starting: (layer: string) => void = () => undefined,
): Promise<BoundedInThreads> {
  const waiting = graph
    .flatMap(({ layer, entries }, position) =>
      isMerge(layer) ? [] : [{ position, layer, entries, products: productsOf(layer, entries) }],
    )
    .filter(({ products }) => products > 0)
    // The last to end should not be a long one.
    .sort((a, b) => b.products - a.products);
  const threads = Math.min(availableParallelism(), waiting.length);
  const products = waiting.reduce((sum, each) => sum + each.products, 0);
  if (threads < 2 || products < worthThreads)
    return { ...networkBounds(graph, starting), arithmetic: new Map() };
  const found = new Map<number, LayerBoundReply>();
  const next = (): LayerBoundRequest | undefined => {
    const request = waiting.shift();
    if (request) starting(request.layer.name);
    return request;
  };
  await Promise.all(Array.from({ length: threads }, () => boundInThread(next, found)));
  const arithmetic = new Map<string, LayerArithmetic>();
  for (const reply of found.values())
    if (reply.arithmetic) arithmetic.set(reply.bound.name, reply.arithmetic);
  return {
    ...networkBounds(graph, undefined, (position) => found.get(position)?.bound),
    arithmetic,
  };
}

/** Products of weights and pixels of a layer whose bound takes time; 0 for the others. */
function productsOf(layer: Layer, entries: number): number {
  switch (layer.kind) {
    case "dense":
      return layer.kernel.length;
    case "conv2d":
      return (layer.kernel.length / layer.filters) * entries;
    case "liResNetBlock":
      return (layer.kernel.length / layer.inputShape[2]) * entries;
    default:
      return 0;
  }
}

/** Bounds layers in one thread until none is left. */
async function boundInThread(
  next: () => LayerBoundRequest | undefined,
  found: Map<number, LayerBoundReply>,
): Promise<void> {
  const { url, execArgv } = threadEntry(import.meta.url, "layerBoundWorker");
  const worker = new Worker(url, { execArgv });
  try {
    for (let request = next(); request; request = next()) {
      worker.postMessage(request);
      const [reply] = (await once(worker, "message")) as [LayerBoundReply];
      found.set(reply.position, reply);
    }
  } catch {
    // The caller's thread bounds what this one did not, and throws what there is to throw.
  } finally {
    await worker.terminate();
  }
}
