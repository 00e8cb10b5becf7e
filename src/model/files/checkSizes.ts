import { GloroError } from "../../gloro/errors.js";
import { buildNetwork } from "../../gloro/network.js";
import type { Network, NetworkConfig } from "../../gloro/network.js";

/** A margin has a Lipschitz constant for each pair of classes: here 400 MB of them. */
const mostClasses = 10_000;
/** Numbers in an image, or in what a layer makes of it: 256 MB. */
const mostActivations = 2 ** 26;

/**
 * Checks what a network of a file would take to use, which the file's own size does not tell. Throws
 * GloroError, and as `buildNetwork`.
 */
export function checkSizes(config: NetworkConfig): Network {
  const network = buildNetwork(config);
  if (network.classes > mostClasses) {
    throw new GloroError(
      `it tells ${network.classes} classes apart; ${mostClasses} are the most that are read.`,
    );
  }
  const shapes = [network.inputShape, ...network.layers.map(({ outputShape }) => outputShape)];
  const large = shapes.find(
    (shape) => shape.reduce((product, size) => product * size, 1) > mostActivations,
  );
  if (large) {
    throw new GloroError(
      `it works on [${large.join(", ")}] numbers for one example; ${mostActivations} are the most that are read.`,
    );
  }
  return network;
}
