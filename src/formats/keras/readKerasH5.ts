import { GloroError } from "../../gloro/errors.js";
import { GloronetError } from "../gloronetError.js";
import { parsePythonJson } from "../pythonJson.js";
import { readModelFile } from "../readModelFile.js";
import { hdf5Thread } from "./hdf5Thread.js";
import { kerasLimits } from "./kerasLimits.js";
import type { KerasLimits } from "./kerasLimits.js";
import type { KerasModel } from "./kerasModel.js";

/** The bytes `\x89HDF\r\n\x1a\n`, with which a file begins that Keras wrote. */
const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * Reads a Keras 2 model (`model.save("model.h5")`), also from someone who means ill: nothing of it is
 * run, no other file is opened, and time and memory are limited.
 *
 * @param source a path, or the file's bytes, which stay the caller's
 * @param where names bytes in refusals
 * @throws GloronetError
 */
export async function readKerasH5(
  source: string | Uint8Array,
  { where = "the model", limits }: { where?: string; limits?: Partial<KerasLimits> } = {},
): Promise<KerasModel> {
  if (typeof source === "string") {
    return readKerasH5(await readModelFile(source), { where: source, ...(limits && { limits }) });
  }
  if (signature.some((byte, i) => source[i] !== byte)) {
    throw new GloronetError(where, "it is no HDF5 file. Save the model with model.save().");
  }
  const all = { ...kerasLimits, ...limits };
  const file = new Uint8Array(source);
  // A contiguous weight is read in one piece, which is at most the file.
  const job = {
    kind: "read",
    file,
    limits: { ...all, memoryBytes: all.memoryBytes + 2 * file.length },
  } as const;
  const model = await hdf5Thread(job, where, [file.buffer]);
  try {
    return { ...model, topology: parsePythonJson(model.topology, "its model_config") };
  } catch (error) {
    if (error instanceof GloroError) throw new GloronetError(where, error.message);
    throw error;
  }
}
