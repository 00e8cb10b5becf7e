import type { Tensor } from "@tensorflow/tfjs-core";
import { forward } from "./forward.js";
import type { Sums } from "./forward.js";
import { layerNorms, subLipschitz } from "./lipschitz/index.js";
import { bottomLogit, marginConstants, predictedClass } from "./margin.js";
import type { Predicted } from "./margin.js";
import type { Network } from "./network.js";
import type { Tensors } from "./program.js";
import { parseRelaxation, relaxedNet } from "./relaxations/index.js";
import type { RelaxationConfig, RelaxedNet } from "./relaxations/index.js";

/** The GloRo Net of a network on a batch: its outputs [y, y_⊥] and what they were made from. */
export interface GloroNetOutputs extends Partial<Pick<RelaxedNet, "guarantee" | "relaxedRadii">> {
  /** y, `[N, m]`. */
  readonly logits: Tensor;
  /** y_⊥, `[N]`. */
  readonly bottom: Tensor;
  readonly predicted: Predicted;
  /** K, `[m, m]`, 0 on the diagonal. */
  readonly constants: Tensor;
  /** The Lipschitz constant of each layer in `network.gains`, in order: scalars. None where frozen. */
  readonly norms: readonly Tensor[];
  /** L_sub, a scalar. */
  readonly subLipschitz: Tensor;
}

/** How a GloRo Net may differ from the plain one. */
export interface GloroNetVariant {
  /** Makes it a relaxed net, whose y_⊥ is that of the strongest guarantee; see relaxedNet. */
  readonly relaxation?: RelaxationConfig | undefined;
  /** L_sub as a constant, a scalar. */
  readonly frozen?: Tensor | undefined;
  /** Default `whole`. */
  readonly sums?: Sums;
}

/**
 * The GloRo Net of `network` (Leino et al. 2021, arXiv 2102.08452) on images `[N, ...inputShape]` at a scalar
 * ε, with the weights and the iterates in `state`. Gradients reach the weights through the logits and
 * through the norms. A relaxed net has `guarantee` and `relaxedRadii` too. Where `frozen` is given it is
 * L_sub: no norm is computed, and no iterate read. Throws GloroError for a relaxation that does not fit
 * the classes.
 */
export function gloroNet(
  network: Network,
  state: Tensors,
  images: Tensor,
  epsilon: Tensor,
  { relaxation, frozen, sums }: GloroNetVariant = {},
): GloroNetOutputs {
  const logits = forward(network, state, images, sums);
  const norms = frozen ? [] : layerNorms(network, state);
  const lipschitz = frozen ?? subLipschitz(network, norms);
  const constants = marginConstants(network.head.kernelOf(state), lipschitz);
  const predicted = predictedClass(logits);
  const net = { logits, predicted, constants, norms, subLipschitz: lipschitz };
  if (!relaxation) {
    return { ...net, bottom: bottomLogit(logits, predicted, constants, epsilon) };
  }
  const parsed = parseRelaxation(relaxation, network.classes);
  return { ...net, ...relaxedNet(logits, predicted, constants, epsilon, parsed) };
}
