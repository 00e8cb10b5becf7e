import { extname } from "node:path";
import { GloroError } from "../../gloro/errors.js";
import { GloronetError } from "../../formats/gloronetError.js";
import { ownMember } from "../../formats/gloronet/gloronetFile.js";
import type { Dialect } from "../../formats/gloronet/gloronetFile.js";
import { readGloronet } from "../../formats/gloronet/readGloronet.js";
import { readKerasH5 } from "../../formats/keras/readKerasH5.js";
import { readTfjsModel } from "../../formats/tfjs/readTfjsModel.js";
import { modelFileEndings } from "./modelFileEndings.js";
import { readOwnNotes } from "./ownNotes.js";
import type { ReadNet } from "./savedNet.js";

const ours = "GloRo for VS Code";
const writers: { readonly [D in Dialect]: string } = {
  "1.1.1": "gloro 1.1.1 (Python)",
  HEAD: "gloro HEAD (Python)",
  ours,
};

const readers: Readonly<Record<string, (path: string) => Promise<ReadNet>>> = {
  ".gloronet": readFromGloronet,
  ".h5": readFromKeras,
  ".json": readFromTfjs,
};

/**
 * Reads a net from a `.gloronet` file, of the Python library or of ours, or from a Keras 2 `.h5` file
 * or TF.js layers model (`.json`) that ends in logits. Nothing in the file is run.
 *
 * @throws GloronetError with one sentence for a file that is broken, ill-meant or not understood
 */
export async function readSavedNet(path: string): Promise<ReadNet> {
  const read = readers[extname(path)];
  if (!read) {
    throw new GloronetError(
      path,
      `it is none of ${modelFileEndings.join(", ")}. Name such a file.`,
    );
  }
  try {
    return await read(path);
  } catch (error) {
    if (error instanceof GloroError && !(error instanceof GloronetError)) {
      throw new GloronetError(path, error.message);
    }
    throw error;
  }
}

async function readFromGloronet(path: string): Promise<ReadNet> {
  const [file, { kerasNetwork, storedRelaxation }] = await withConversion(readGloronet(path));
  const { network, isOwn } = kerasNetwork(file.model);
  return {
    ...network,
    epsilon: file.epsilon,
    relaxation: storedRelaxation(file, network),
    frozen: file.frozen?.lipschitz,
    powerIterations: file.numIterations ?? readOwnNotes(file.extra).powerIterations,
    extra: file.extra,
    writtenBy: isOwn || ownMember in file.extra ? ours : writers[file.dialect],
  };
}

async function readFromKeras(path: string): Promise<ReadNet> {
  const [model, { kerasNetwork }] = await withConversion(readKerasH5(path));
  const { network, isOwn } = kerasNetwork(model);
  return {
    ...network,
    writtenBy: isOwn ? ours : `Keras ${model.kerasVersion ?? "2"}`,
  };
}

async function readFromTfjs(path: string): Promise<ReadNet> {
  const [model, { kerasNetwork }] = await withConversion(readTfjsModel(path));
  return { ...kerasNetwork(model).network, writtenBy: "TF.js" };
}

/** Loads what makes a network of a model, TF.js with it, while other threads take the file apart. */
function withConversion<T>(reading: Promise<T>) {
  return Promise.all([reading, import("./kerasNetwork.js")]);
}
