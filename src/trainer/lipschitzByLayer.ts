import type { Network } from "../gloro/network.js";

/** Lipschitz estimates by the names of their layers, in order; layers of constant 1 are left out. */
export function lipschitzByLayer(
  network: Network,
  estimates: ArrayLike<number>,
): Record<string, number> {
  const names = network.layers
    .slice(0, -1)
    .filter(({ lipschitz }) => lipschitz !== 1)
    .map(({ name }) => name);
  return Object.fromEntries(names.map((name, index) => [name, estimates[index] ?? Number.NaN]));
}
