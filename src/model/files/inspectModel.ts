import { buildNetwork } from "../../gloro/network.js";
import { describeNet } from "./describeNet.js";
import type { DescribedLayer, NetDescription } from "./describeNet.js";
import { checkFrozen } from "./frozenCheck.js";
import type { FrozenCheck } from "./frozenCheck.js";
import type { ReadNet } from "./savedNet.js";
import { settledEstimates } from "./settledEstimates.js";

/** A layer of a net in a file. */
export interface InspectedLayer extends DescribedLayer {
  /** Its estimate; absent of the head, and where branches meet. */
  readonly lipschitz?: number;
}

/** What `gloro inspect` tells of a file. */
export interface Inspection extends NetDescription {
  readonly layers: readonly InspectedLayer[];
  /** The head's margins have constants of their own: this is the largest. */
  readonly head: { readonly layer: string; readonly largestMarginConstant: number };
  /** The settled estimate of all before the head. */
  readonly subLipschitz: number;
  readonly frozen?: FrozenCheck;
}

/**
 * Ten times what freezing takes, and a tenth of what a frozen constant is told apart by: wide dense layers settle
 * in a fraction of the rounds.
 */
export const inspectionTolerance = 1e-5;

/** Describes a net from a file, its iterates settled. Throws DivergedError. */
export async function inspectModel(file: string, net: ReadNet): Promise<Inspection> {
  const network = buildNetwork(net);
  const { python, ...described } = describeNet(file, net, network);
  const options = { tolerance: inspectionTolerance };
  const { subLipschitz, layers: estimates, head } = await settledEstimates(net, options);
  const roles = new Map(network.layers.map(({ name, role }) => [name, role]));
  return {
    ...described,
    layers: described.layers.map((layer) => ({
      ...layer,
      ...(roles.get(layer.name) === "map" &&
        layer.name !== network.head.layer && { lipschitz: estimates[layer.name] ?? 1 }),
    })),
    head: { layer: network.head.layer, largestMarginConstant: head },
    subLipschitz,
    ...(net.frozen !== undefined && { frozen: checkFrozen(net.frozen, subLipschitz) }),
    python,
  };
}
