import { GloroError } from "../../gloro/errors.js";
import { readSavedNet } from "../../model/files/readSavedNet.js";
import type { ReadNet } from "../../model/files/savedNet.js";

/** A net that knows what it certifies. */
export type CertifyingNet = ReadNet & { readonly epsilon: number };

/** Reads a net with its ε. Throws GloronetError, and GloroError for a file of plain Keras. */
export async function readCertifyingNet(file: string): Promise<CertifyingNet> {
  const net = await readSavedNet(file);
  const { epsilon } = net;
  if (epsilon === undefined) {
    throw new GloroError(
      `${file} holds no epsilon. Import it first: gloro import ${file} -o OUT.gloronet --epsilon E`,
    );
  }
  return { ...net, epsilon };
}
