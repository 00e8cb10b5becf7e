import type { Tensor } from "@tensorflow/tfjs-core";
import { entry } from "../entry.js";
import type { Network } from "../network.js";
import type { Tensors, TensorSpecs } from "../program.js";
import { scalarSpec } from "./scalarSpec.js";

/** Whether a program takes L_sub as the scalar input `subLipschitz` instead of computing it. */
export interface FrozenOption {
  /** Default false. */
  readonly frozen?: boolean;
}

/** The state that L_sub is computed from, or the input that gives it. */
export function lipschitzSpecs(
  network: Network,
  { frozen = false }: FrozenOption,
): { readonly state: TensorSpecs; readonly inputs: TensorSpecs } {
  return frozen
    ? { state: {}, inputs: { subLipschitz: scalarSpec } }
    : { state: network.iterates, inputs: {} };
}

/** L_sub where it is an input. */
export function frozenLipschitz(
  inputs: Tensors,
  { frozen = false }: FrozenOption,
): Tensor | undefined {
  return frozen ? entry(inputs, "subLipschitz") : undefined;
}
