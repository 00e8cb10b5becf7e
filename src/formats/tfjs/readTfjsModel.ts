import { GloroError } from "../../gloro/errors.js";
import type { KerasModel, KerasWeight } from "../../gloro/keras/kerasModel.js";
import { readTopology } from "../../gloro/keras/readTopology.js";
import { GloronetError } from "../gloronetError.js";
import { readModelFile } from "../readModelFile.js";
import { parseModelJson } from "./modelJson.js";
import { readWeightFiles } from "./readWeightFiles.js";
import type { StoredWeight } from "./readWeightFiles.js";
import { tfjsLimits } from "./tfjsLimits.js";
import type { TfjsLimits } from "./tfjsLimits.js";

/**
 * Reads a TF.js layers model (`model.json` and the files beside it), also from someone who means ill: nothing
 * of it is run, no file outside of its folder is opened, and memory is limited.
 *
 * @throws GloronetError
 */
export async function readTfjsModel(
  path: string,
  { limits }: { limits?: Partial<TfjsLimits> } = {},
): Promise<KerasModel> {
  const bytes = await readModelFile(path);
  try {
    const { topology, groups } = parseModelJson(bytes, { ...tfjsLimits, ...limits });
    const weights: StoredWeight[] = [];
    for (const group of groups) weights.push(...(await readWeightFiles(path, group)));
    const layers = new Set(readTopology(topology).layers.map(({ name }) => name));
    return { topology, weights: weights.map((weight) => ofLayer(weight, layers)) };
  } catch (error) {
    if (error instanceof GloroError && !(error instanceof GloronetError)) {
      throw new GloronetError(path, error.message);
    }
    throw error;
  }
}

/** The manifest says whose a weight is by its name alone: `dense_1/kernel`. */
function ofLayer({ name, shape, data }: StoredWeight, layers: ReadonlySet<string>): KerasWeight {
  const parts = name.split("/");
  for (let length = parts.length - 1; length > 0; length--) {
    const layer = parts.slice(0, length).join("/");
    if (layers.has(layer)) return { layer, name, shape, data };
  }
  throw new GloroError(`the weight "${name}" belongs to no layer of the model.`);
}
