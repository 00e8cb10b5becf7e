import { GloroError } from "../../gloro/errors.js";
import { readSavedNet } from "./readSavedNet.js";
import type { ReadNet } from "./savedNet.js";

/** A net that knows what it certifies. */
export type CertifyingNet = ReadNet & { readonly epsilon: number };

/** Reads a net with its ε, or another. Throws GloronetError, and GloroError where there is none. */
export async function readCertifyingNet(file: string, other?: number): Promise<CertifyingNet> {
  const net = await readSavedNet(file);
  const epsilon = other ?? net.epsilon;
  if (epsilon === undefined) {
    throw new GloroError(
      `${file} holds no epsilon. Import it first: gloro import ${file} -o OUT.gloronet --epsilon E`,
    );
  }
  return { ...net, epsilon };
}
