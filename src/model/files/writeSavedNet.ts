import { GloroError } from "../../gloro/errors.js";
import { kerasTopology } from "../../gloro/keras/index.js";
import type { Dialect, PythonRelease } from "../../gloro/keras/index.js";
import { buildNetwork } from "../../gloro/network.js";
import type { Network } from "../../gloro/network.js";
import { writeGloronet } from "../../formats/gloronet/writeGloronet.js";
import { withOwnNotes } from "./ownNotes.js";
import { ownModel } from "./ownModel.js";
import { readersOf, whyNot } from "./pythonReleases.js";
import type { Saved } from "./pythonReleases.js";
import type { SavedNet } from "./savedNet.js";

/** How a net is saved. */
export interface SaveOptions {
  /** The release to write for; by default both where both can hold the net, else the one that can. */
  readonly python?: PythonRelease | undefined;
}

/**
 * Writes a `.gloronet` file, at once: a reader sees the old file or the new. A net that Python cannot
 * hold is written all the same, for this program alone, and the answer says so.
 *
 * @throws GloronetError where the disk refuses, GloroError where the release asked for cannot hold the net
 */
export async function writeSavedNet(
  path: string,
  net: SavedNet & { readonly epsilon: number },
  { python }: SaveOptions = {},
): Promise<Saved> {
  const network = buildNetwork(net);
  const readers = readersOf(network, net);
  const able = readers.loadedBy;
  if (python && !able.includes(python)) throw new GloroError(whyNot(network, net, python));
  const [release] = python ? [python] : able;
  const config = {
    epsilon: net.epsilon,
    ...(net.relaxation?.kind === "rtk" && { k: net.relaxation.k }),
    ...(net.relaxation?.kind === "affinity" && { affinitySets: net.relaxation.sets }),
    ...(net.powerIterations !== undefined && { numIterations: net.powerIterations }),
    ...(net.frozen !== undefined && { frozen: { lipschitz: net.frozen } }),
  };
  const model = release ? kerasModel(network, net, release) : ownModel(network, net.weights);
  // Only HEAD's config has a place for the constant; ours reads it too.
  const dialect =
    net.frozen !== undefined ? "HEAD" : (python ?? (able.length === 1 ? able[0] : "ours"));
  // The config of release 1.1.1 has a place for the iterations.
  const noted = dialect === "1.1.1" ? undefined : net.powerIterations;
  const extra = withOwnNotes(net.extra ?? {}, { powerIterations: noted });
  await writeGloronet(path, { ...config, model, extra }, { dialect: dialect ?? "ours" });
  return python ? { loadedBy: [python] } : readers;
}

/** A network as a Keras model of one dialect. */
export function kerasModel(network: Network, { weights }: SavedNet, dialect: Dialect) {
  const model = kerasTopology(network, weights, dialect);
  return { ...model, layers: layerNames(model.topology) };
}

function layerNames(topology: unknown): string[] {
  const { config } = topology as { config: { layers: { config: { name: string } }[] } };
  return config.layers.map((layer) => layer.config.name);
}
