import type { HostTensor, HostTensors } from "../gloro/program.js";
import { GloroError } from "../gloro/errors.js";
import type { Examples } from "./examples.js";

/** How predictions are cut into batches. */
export interface PredictionOptions {
  /** The most examples computed at once, and so the most memory; default 128. */
  readonly batchSize?: number;
}

const defaultBatchSize = 128;

const arrayTypes = { float32: Float32Array, int32: Int32Array, bool: Uint8Array } as const;

/**
 * The rows of the program that predicts `count` examples: a power of two, unless that is more than the
 * batch size, so that few programs serve all counts. Throws GloroError for a batch size that is no
 * positive whole number.
 */
export function programRows(
  count: number,
  { batchSize = defaultBatchSize }: PredictionOptions,
): number {
  if (!Number.isInteger(batchSize) || batchSize < 1) {
    throw new GloroError(`batchSize must be a positive whole number, got ${batchSize}.`);
  }
  return Math.min(batchSize, 2 ** Math.ceil(Math.log2(count)));
}

/**
 * Runs a program of `rows` rows over all examples and joins the outputs named, `[count, ...]`. The last
 * batch is padded with zeros; what the program says of those is dropped.
 */
export async function predictRows<Name extends string>(
  { count, images }: Examples,
  inputShape: readonly number[],
  rows: number,
  names: readonly Name[],
  run: (images: HostTensor) => Promise<HostTensors>,
): Promise<Record<Name, HostTensor>> {
  const size = images.length / count;
  const joined = new Map<Name, HostTensor>();
  for (let start = 0; start < count; start += rows) {
    const data = new Float32Array(rows * size);
    data.set(images.subarray(start * size, Math.min(start + rows, count) * size));
    const outputs = await run({ shape: [rows, ...inputShape], dtype: "float32", data });
    for (const name of names) {
      const output = outputs[name];
      if (!output) throw new Error(`The program gave no "${name}".`);
      const width = output.data.length / rows;
      const all = joined.get(name) ?? {
        shape: [count, ...output.shape.slice(1)],
        dtype: output.dtype,
        data: new arrayTypes[output.dtype](count * width),
      };
      all.data.set(output.data.subarray(0, Math.min(rows, count - start) * width), start * width);
      joined.set(name, all);
    }
  }
  return Object.fromEntries(joined) as Record<Name, HostTensor>;
}
