import type { Tensor } from "@tensorflow/tfjs-core";
import { throughGraph } from "./graph.js";
import type { Network } from "./network.js";
import type { Tensors } from "./program.js";

/** The logits y = f(x), `[N, classes]`, of `x`, `[N, ...inputShape]`, with the weights in `state`. */
export function forward(network: Network, state: Tensors, x: Tensor): Tensor {
  return throughGraph(network, x, {
    map: (layer, activation) => layer.forward(activation, state),
    merge: (layer, branches) => layer.merge(branches),
  });
}
