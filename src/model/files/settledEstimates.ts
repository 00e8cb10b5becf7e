import { GloroNet } from "../gloroNet.js";
import type { RefreshOptions } from "../gloroNet.js";
import type { SavedNet } from "./savedNet.js";

/** What the weights of a net give, by the power method once its iterates have settled. */
export interface SettledEstimates {
  readonly subLipschitz: number;
  /** Of the layers before the head, by name; layers of constant 1 are left out. */
  readonly layers: Readonly<Record<string, number>>;
  /** The largest ‖w_i − w_j‖ of two columns of the head's kernel: of all margins, the steepest. */
  readonly head: number;
  /** `classes × classes`, row-major: each ‖w_i − w_j‖. */
  readonly margins: readonly number[];
}

/**
 * Lipschitz estimates of a net in a file, whatever constant the file holds; settled as for freezing, unless
 * `tolerance` says otherwise. Throws DivergedError.
 */
export async function settledEstimates(
  { inputShape, layers, weights }: SavedNet,
  options: RefreshOptions = {},
): Promise<SettledEstimates> {
  // No constant depends on ε, which plain Keras files lack.
  const net = await GloroNet.create({ inputShape, layers, weights, epsilon: 1 });
  try {
    await net.freeze(options);
    const subLipschitz = await net.subLipschitz();
    const byLayer = await net.layerLipschitz();
    await net.freeze({ subLipschitz: 1 });
    const margins = await net.lipschitzConstant();
    const norms = Array.from(margins.data);
    const head = norms.reduce((largest, norm) => Math.max(largest, norm), 0);
    return { subLipschitz, layers: byLayer, head, margins: norms };
  } finally {
    await net.dispose();
  }
}
