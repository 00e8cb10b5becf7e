import { writeModelFile } from "../writeModelFile.js";
import { kerasH5Bytes } from "./kerasH5Bytes.js";
import type { KerasModel } from "./kerasModel.js";

/**
 * Writes a model as a Keras 2 `.h5` file, at once: a reader sees the old file or the new.
 *
 * @throws GloronetError
 */
export async function writeKerasH5(path: string, model: KerasModel): Promise<void> {
  writeModelFile(path, await kerasH5Bytes(model, path));
}
