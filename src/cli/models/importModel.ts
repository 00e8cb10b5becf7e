import { extname } from "node:path";
import type { Saved } from "../../model/files/pythonReleases.js";
import { readSavedNet } from "../../model/files/readSavedNet.js";
import { writeSavedNet } from "../../model/files/writeSavedNet.js";
import { UsageError } from "../usageError.js";
import { checkOutput } from "./outputFile.js";
import { readerLines } from "./readerLines.js";

/** What is imported, and the radius that it is to certify. */
export interface Import {
  readonly file: string;
  readonly out: string;
  readonly epsilon: number;
  readonly force: boolean;
}

/** A net that was imported. */
export interface Imported {
  readonly out: string;
  readonly epsilon: number;
  readonly python: Saved;
}

/**
 * Writes a Keras 2 `.h5` file that ends in logits as a `.gloronet` file. Throws UsageError for other files
 * and where the file to be written is there already, and GloronetError.
 */
export async function importModel({ file, out, epsilon, force }: Import): Promise<Imported> {
  if (extname(file) !== ".h5") {
    throw new UsageError(
      `${file} is no Keras .h5 file, which is what import reads. Save the model with model.save("NAME.h5").`,
    );
  }
  checkOutput(out, ".gloronet", force);
  const net = await readSavedNet(file);
  return { out, epsilon, python: await writeSavedNet(out, { ...net, epsilon }) };
}

/** `gloro import` for people. */
export function importReport({ out, python }: Imported): string[] {
  return [out, ...readerLines(python)];
}
