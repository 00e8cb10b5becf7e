import { basename, dirname, join } from "node:path";
import type { KerasModel } from "../../gloro/keras/kerasModel.js";
import { writeModelFile } from "../writeModelFile.js";
import { layersFormat } from "./modelJson.js";

/**
 * Writes a TF.js layers model, for `tf.loadLayersModel`: `model.json` with the topology, and beside it one
 * file with the weights, each file at once.
 *
 * @throws GloronetError where the disk refuses
 */
export function writeTfjsModel(path: string, { topology, weights }: KerasModel): void {
  const weightsFile = weightsFileOf(path);
  const manifest = weights.map(({ name, shape }) => ({
    // Python's names end in the number of an output, which TF.js does not know.
    name: name.replace(/:\d+$/, ""),
    shape,
    dtype: "float32",
  }));
  const model = {
    format: layersFormat,
    generatedBy: "GloRo for VS Code",
    convertedBy: null,
    modelTopology: topology,
    weightsManifest: [{ paths: [basename(weightsFile)], weights: manifest }],
  };
  const bytes = weights.map(
    ({ data }) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  );
  // First: a model without its weights would be no model.
  writeModelFile(weightsFile, Buffer.concat(bytes));
  writeModelFile(path, new TextEncoder().encode(JSON.stringify(model)));
}

/** The file of weights beside a `model.json`, named after it as TF.js's converter names it. */
export function weightsFileOf(path: string): string {
  const name = basename(path, ".json");
  const prefix = name === "model" ? "" : `${name}-`;
  return join(dirname(path), `${prefix}group1-shard1of1.bin`);
}
