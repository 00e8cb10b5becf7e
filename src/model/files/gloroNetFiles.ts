import { GloroError } from "../../gloro/errors.js";
import { AffinityGloroNet } from "../affinityGloroNet.js";
import { GloroNet } from "../gloroNet.js";
import type { GloroNetOptions } from "../gloroNetOptions.js";
import { RelaxedGloroNet } from "../relaxedGloroNet.js";
import { RtkGloroNet } from "../rtkGloroNet.js";
import type { Saved } from "./pythonReleases.js";
import { readSavedNet } from "./readSavedNet.js";
import { writeSavedNet } from "./writeSavedNet.js";
import type { SaveOptions } from "./writeSavedNet.js";

/** What a net that is read from a file is told besides. */
export interface NetFileOptions extends Pick<GloroNetOptions, "engine" | "seed"> {
  /** The radius to certify; default the file's. A file of plain Keras has none. */
  readonly epsilon?: number;
}

/**
 * Opens a net: a `.gloronet` file, of the Python library (`GloroNet.load_model`) or of this one, or a
 * Keras 2 `.h5` file that ends in logits. It is an `RtkGloroNet` or `AffinityGloroNet` where the file
 * says so, and frozen where the file is.
 *
 * @throws GloronetError for a file that is broken, ill-meant or not understood; GloroError where neither
 *   the file nor the options have an ε
 */
export async function loadGloroNet(path: string, options: NetFileOptions = {}): Promise<GloroNet> {
  const { relaxation, frozen, epsilon: stored, ...saved } = await readSavedNet(path);
  const epsilon = options.epsilon ?? stored;
  if (epsilon === undefined) {
    throw new GloroError(`${path} holds no epsilon. Give the radius that is to be certified.`);
  }
  const all = { ...saved, ...options, epsilon };
  const net = await create();
  if (frozen !== undefined) await net.freeze({ subLipschitz: frozen });
  return net;

  function create(): Promise<GloroNet> {
    if (!relaxation) return GloroNet.create(all);
    return relaxation.kind === "rtk"
      ? RtkGloroNet.create({ ...all, k: relaxation.k })
      : AffinityGloroNet.create({ ...all, affinitySets: relaxation.sets });
  }
}

/**
 * Saves a net as a `.gloronet` file, at once, with its ε, its relaxation and, where it is frozen, its
 * constant. The answer says which releases of the Python library load it.
 *
 * @throws GloronetError where the disk refuses; GloroError where the release asked for cannot hold the
 *   net, or no file can
 */
export async function saveGloroNet(
  net: GloroNet,
  path: string,
  options: SaveOptions = {},
): Promise<Saved> {
  const { inputShape, layers } = net.network;
  return writeSavedNet(
    path,
    {
      inputShape,
      layers: layers.map(({ name, config }) => ({ ...config, name })),
      weights: await net.weights(),
      epsilon: net.epsilon,
      powerIterations: net.powerIterations,
      relaxation: net instanceof RelaxedGloroNet ? net.relaxation : undefined,
      frozen: net.isFrozen ? await net.subLipschitz() : undefined,
    },
    options,
  );
}
