import { GloroError } from "../errors.js";
import { estimate } from "../lipschitz/index.js";
import type { Estimate } from "../lipschitz/index.js";

/** When the norms count as settled. */
export interface ConvergeOptions {
  /** The largest relative change of any norm between two rounds that counts as none. */
  readonly tolerance: number;
  /** Rounds after which it stops in any case. */
  readonly maxRounds: number;
}

/** Norms that are no longer finite: training has diverged. */
export class DivergedError extends GloroError {
  override name = "DivergedError";
}

/**
 * Calls `run`, which moves the iterates on and gives each layer's norm, until every norm changes by no
 * more than `tolerance` of itself, or `maxRounds` times. Gives the last norms; they still lie below the
 * truth. Throws DivergedError where a norm is NaN or infinite.
 */
export async function converge(
  run: () => Promise<number[]>,
  { tolerance, maxRounds }: ConvergeOptions,
): Promise<Estimate[]> {
  let norms = await finiteNorms(run);
  for (let round = 1; round < maxRounds; round++) {
    const previous = norms;
    norms = await finiteNorms(run);
    const settled = norms.every(
      (norm, layer) => Math.abs(norm - (previous[layer] ?? Infinity)) <= tolerance * norm,
    );
    if (settled) break;
  }
  return norms.map(estimate);
}

async function finiteNorms(run: () => Promise<number[]>): Promise<number[]> {
  const norms = await run();
  const bad = norms.findIndex((norm) => !Number.isFinite(norm));
  if (bad >= 0) {
    throw new DivergedError(
      `The Lipschitz estimate of linear layer ${bad + 1} is ${String(norms[bad])}: training has ` +
        `diverged. Go back to an earlier checkpoint, or lower the learning rate.`,
    );
  }
  return norms;
}
