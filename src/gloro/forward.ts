import type { Tensor } from "@tensorflow/tfjs-core";
import { throughGraph } from "./graph.js";
import type { Network } from "./network.js";
import type { Tensors } from "./program.js";

/** How a forward pass adds up long sums: as the engine likes, or in blocks, which round less and have no gradient. */
export type Sums = "whole" | "inBlocks";

/** The logits y = f(x), `[N, classes]`, of `x`, `[N, ...inputShape]`, with the weights in `state`. */
export function forward(network: Network, state: Tensors, x: Tensor, sums: Sums = "whole"): Tensor {
  return throughGraph(network, x, {
    map: (layer, activation) =>
      ((sums === "inBlocks" && layer.inBlocks) || layer).forward(activation, state),
    merge: (layer, branches) => layer.merge(branches),
  });
}
