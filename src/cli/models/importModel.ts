import { extname } from "node:path";
import type { Saved } from "../../model/files/pythonReleases.js";
import { pytorchArchitectures } from "../../model/files/pytorchArchitectures.js";
import type { PytorchArchitecture } from "../../model/files/pytorchArchitectures.js";
import { readSavedNet } from "../../model/files/readSavedNet.js";
import { readStateDict } from "../../model/files/readStateDict.js";
import type { ReadNet } from "../../model/files/savedNet.js";
import { writeSavedNet } from "../../model/files/writeSavedNet.js";
import { UsageError } from "../usageError.js";
import { checkOutput } from "./outputFile.js";
import { readerLines } from "./readerLines.js";

/** What is imported, and the radius that it is to certify. */
export interface Import {
  readonly file: string;
  readonly out: string;
  readonly epsilon: number;
  /** Of PyTorch weights: whose they are. */
  readonly architecture?: PytorchArchitecture | undefined;
  readonly force: boolean;
}

/** A net that was imported. */
export interface Imported {
  readonly out: string;
  readonly epsilon: number;
  readonly python: Saved;
}

/**
 * Writes a Keras 2 `.h5` file, a TF.js layers model or PyTorch weights that end in logits as a `.gloronet`
 * file. Throws UsageError for other files and where the file to be written is there already, GloronetError and
 * SafetensorsError.
 */
export async function importModel(options: Import): Promise<Imported> {
  const { out, epsilon, force } = options;
  const read = readerOf(options);
  checkOutput(out, ".gloronet", force);
  const net = await read();
  return { out, epsilon, python: await writeSavedNet(out, { ...net, epsilon }) };
}

function readerOf({ file, architecture }: Import): () => Promise<ReadNet> {
  const ending = extname(file);
  if (ending === weightsAlone) {
    if (architecture) return () => readStateDict(file, architecture);
    throw new UsageError(
      `${file} holds weights alone. Name the network that they are of: --architecture ${Object.keys(pytorchArchitectures).join(" or ")}`,
    );
  }
  if (architecture) throw new UsageError(`--architecture goes with ${weightsAlone} files only.`);
  if (foreignModels.includes(ending)) return () => readSavedNet(file);
  throw new UsageError(
    `${file} is none of ${[...foreignModels, weightsAlone].join(", ")}, which import reads. Save a Keras model with model.save("NAME.h5").`,
  );
}

const foreignModels: readonly string[] = [".h5", ".json"];
const weightsAlone = ".safetensors";

/** `gloro import` for people. */
export function importReport({ out, python }: Imported): string[] {
  return [out, ...readerLines(python)];
}
