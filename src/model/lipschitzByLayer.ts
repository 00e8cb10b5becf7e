import type { Network } from "../gloro/network.js";

/** Lipschitz estimates by the names of their layers, in order; layers of constant 1 are left out. */
export function lipschitzByLayer(
  { gains }: Network,
  estimates: ArrayLike<number>,
): Record<string, number> {
  return Object.fromEntries(
    gains.map(({ layer }, index) => [layer, estimates[index] ?? Number.NaN]),
  );
}
