import { firstNotFinite } from "../../gloro/firstNotFinite.js";
import { GloronetError } from "../gloronetError.js";
import { hdf5Thread } from "./hdf5Thread.js";
import { kerasLimits } from "./kerasLimits.js";
import type { KerasModel, KerasWeight } from "./kerasModel.js";

/**
 * The bytes of a Keras 2 `.h5` file, as Keras 2.15 writes it.
 *
 * @param where names the file in refusals
 * @throws GloronetError for a model that no reader would take
 */
export async function kerasH5Bytes(model: KerasModel, where: string): Promise<Uint8Array> {
  const layers = new Set(model.layers);
  if (layers.size !== model.layers.length) {
    throw new GloronetError(where, "two layers of the model have the same name.");
  }
  for (const weight of model.weights) {
    const found = layers.has(weight.layer) ? defect(weight) : "belongs to no layer of the model";
    if (found) {
      throw new GloronetError(where, `the weight "${weight.name}" of "${weight.layer}" ${found}.`);
    }
  }
  const stored = { ...model, topology: new TextEncoder().encode(JSON.stringify(model.topology)) };
  const largest = Math.max(0, ...model.weights.map(({ data }) => data.byteLength));
  const limits = { ...kerasLimits, memoryBytes: kerasLimits.memoryBytes + 2 * largest };
  const job = { kind: "write", model: stored, limits } as const;
  return hdf5Thread(job, where);
}

function defect({ shape, data }: KerasWeight): string | undefined {
  if (shape.reduce((product, side) => product * side, 1) !== data.length) {
    return `has ${data.length} numbers for the shape [${shape.join(", ")}]`;
  }
  const at = firstNotFinite(data);
  return at < 0 ? undefined : `holds ${data[at] ?? NaN}`;
}
