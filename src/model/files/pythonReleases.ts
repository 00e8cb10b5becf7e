import { GloroError } from "../../gloro/errors.js";
import { kerasTopology, pythonReleases, supportedDialects } from "../../gloro/keras/index.js";
import type { PythonRelease } from "../../gloro/keras/index.js";
import type { Network } from "../../gloro/network.js";
import type { SavedNet } from "./savedNet.js";

/** Who can open a file of a net. */
export interface Saved {
  readonly loadedBy: readonly PythonRelease[];
  /** Why a release cannot load it, where one cannot. */
  readonly why?: string;
}

/** The releases that can load a `.gloronet` file of a net, and why another cannot. */
export function readersOf(network: Network, net: SavedNet): Saved {
  const supported = supportedDialects(network);
  const loadedBy = pythonReleases.filter(
    (release) => supported.includes(release) && (net.frozen === undefined || release === "HEAD"),
  );
  const unable = pythonReleases.find((release) => !loadedBy.includes(release));
  return unable ? { loadedBy, why: whyNot(network, net, unable) } : { loadedBy };
}

/** Why a release that is not among a net's readers cannot load it. */
export function whyNot(network: Network, net: SavedNet, release: PythonRelease): string {
  try {
    kerasTopology(network, net.weights, release);
  } catch (error) {
    if (error instanceof GloroError)
      return `gloro ${release} cannot hold the net: ${error.message}`;
    throw error;
  }
  return `gloro ${release} stores no frozen constant: unfreeze the net, or write for HEAD.`;
}
