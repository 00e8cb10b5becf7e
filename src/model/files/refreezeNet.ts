import { GloroError } from "../../gloro/errors.js";
import type { Saved } from "./pythonReleases.js";
import { readCertifyingNet } from "./readCertifyingNet.js";
import { settledEstimates } from "./settledEstimates.js";
import { writeSavedNet } from "./writeSavedNet.js";

/** A file whose net was frozen, or is no longer. */
export interface Refrozen extends Saved {
  readonly out: string;
  /** L_sub as it is frozen now. */
  readonly frozen?: number;
  /** L_sub as it was frozen before. */
  readonly before?: number;
}

/**
 * Freezes L_sub at the settled estimate of a file's weights, also where another constant is frozen, and
 * writes the net to `out`. Throws GloronetError and DivergedError.
 */
export async function freezeNet(
  file: string,
  out: string,
): Promise<Refrozen & { readonly frozen: number }> {
  const net = await readCertifyingNet(file);
  const { subLipschitz } = await settledEstimates(net);
  const saved = await writeSavedNet(out, { ...net, frozen: subLipschitz });
  return {
    out,
    frozen: subLipschitz,
    ...(net.frozen !== undefined && { before: net.frozen }),
    ...saved,
  };
}

/**
 * Lets L_sub of a file's net be computed from its weights again, in `out`. Throws GloronetError, and
 * GloroError where it is not frozen.
 */
export async function unfreezeNet(file: string, out: string): Promise<Refrozen> {
  const { frozen, ...net } = await readCertifyingNet(file);
  if (frozen === undefined) throw new GloroError(`${file} is not frozen; nothing was written.`);
  const saved = await writeSavedNet(out, net);
  return { out, before: frozen, ...saved };
}
