import { extname } from "node:path";
import { convertKerasModel } from "../../gloro/keras/index.js";
import { GloroError } from "../../gloro/errors.js";
import type { Relaxation } from "../../gloro/relaxations/index.js";
import { GloronetError } from "../../formats/gloronetError.js";
import type { Dialect, GloronetConfig } from "../../formats/gloronet/gloronetFile.js";
import { readGloronet } from "../../formats/gloronet/readGloronet.js";
import type { KerasModel } from "../../formats/keras/kerasModel.js";
import { readKerasH5 } from "../../formats/keras/readKerasH5.js";
import { modelFileEndings } from "./modelFileEndings.js";
import { isOwnModel, readOwnModel } from "./ownModel.js";
import type { ReadNet } from "./savedNet.js";

const writers: { readonly [D in Dialect]: string } = {
  "1.1.1": "gloro 1.1.1 (Python)",
  HEAD: "gloro HEAD (Python)",
  ours: "either release of gloro (Python)",
};

const readers: Readonly<Record<string, (path: string) => Promise<ReadNet>>> = {
  ".gloronet": readFromGloronet,
  ".h5": readFromKeras,
};

/**
 * Reads a net from a `.gloronet` file, of the Python library or of ours, or from a Keras 2 `.h5` file
 * that ends in logits. Nothing in the file is run.
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
  const file = await readGloronet(path);
  return {
    ...networkOf(file.model),
    epsilon: file.epsilon,
    relaxation: relaxationOf(file),
    frozen: file.frozen?.lipschitz,
    powerIterations: file.numIterations,
    writtenBy: isOwnModel(file.model) ? "GloRo for VS Code" : writers[file.dialect],
  };
}

async function readFromKeras(path: string): Promise<ReadNet> {
  const model = await readKerasH5(path);
  return { ...networkOf(model), writtenBy: `Keras ${model.kerasVersion ?? "2"}` };
}

function networkOf(model: KerasModel) {
  return isOwnModel(model) ? readOwnModel(model) : convertKerasModel(model);
}

function relaxationOf({ k, affinitySets }: GloronetConfig): Relaxation | undefined {
  if (affinitySets) return { kind: "affinity", sets: affinitySets };
  return k === undefined ? undefined : { kind: "rtk", k };
}
