import * as z from "zod";
import { GloroError } from "../../gloro/errors.js";
import { leavesFolder } from "../leavesFolder.js";
import { parsePythonJson } from "../pythonJson.js";
import { WeightCount } from "../weightCount.js";
import type { TfjsLimits } from "./tfjsLimits.js";

/** The format that `tf.LayersModel` saves; a graph model has no layers that could be bounded. */
export const layersFormat = "layers-model";

/** A weight as the manifest describes it, stored as float32. */
export interface ManifestWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly elements: number;
}

/** Weights that lie side by side in some files. */
export interface WeightGroup {
  /** Relative to the folder of `model.json`, and within it. */
  readonly paths: readonly string[];
  readonly weights: readonly ManifestWeight[];
}

/** What a `model.json` says. */
export interface ModelJson {
  /** The Keras config. */
  readonly topology: unknown;
  readonly groups: readonly WeightGroup[];
}

const size = z.int().min(0);
const weightSchema = z.object({
  name: z.string(),
  shape: z.array(size),
  dtype: z.string(),
  quantization: z.unknown().optional(),
});
const modelSchema = z.object({
  format: z.string().optional(),
  modelTopology: z.record(z.string(), z.unknown()),
  weightsManifest: z.array(
    z.object({ paths: z.array(z.string()), weights: z.array(weightSchema) }),
  ),
});

/**
 * Reads a `model.json`, and checks what it claims before any weight is read.
 *
 * @throws GloroError for what is no TF.js layers model, weights of other types than float32, and paths that
 *   lead out of its folder
 */
export function parseModelJson(bytes: Uint8Array, limits: TfjsLimits): ModelJson {
  if (bytes.length > limits.topologyBytes) {
    throw new GloroError(
      `it has ${bytes.length} bytes of JSON; ${limits.topologyBytes} are read. Its weights belong in files beside it.`,
    );
  }
  const json = parsePythonJson(bytes, "it");
  const model = modelSchema.safeParse(json);
  if (!model.success) {
    const { path } = model.error.issues[0] ?? { path: [] };
    throw new GloroError(
      `it is no TF.js layers model${path.length === 0 ? "" : ` (its ${path.join(".")} is amiss)`}. Save the model with model.save().`,
    );
  }
  const { format = layersFormat, modelTopology, weightsManifest } = model.data;
  if (format !== layersFormat) {
    throw new GloroError(
      `it is a TF.js ${JSON.stringify(format)}, of which only operations are left. Give the ${layersFormat} that it was made of.`,
    );
  }
  const files = weightsManifest.reduce((sum, { paths }) => sum + paths.length, 0);
  if (files > limits.weightFiles) {
    throw new GloroError(
      `its weights are said to lie in ${files} files; ${limits.weightFiles} are read.`,
    );
  }
  const count = new WeightCount(limits);
  return {
    // The converter from Python keeps Keras's own attributes around the config.
    topology: modelTopology["model_config"] ?? modelTopology,
    groups: weightsManifest.map(({ paths, weights }) => ({
      paths: paths.map(checkedPath),
      weights: weights.map((weight) => claimed(weight, count)),
    })),
  };
}

function checkedPath(path: string): string {
  if (!leavesFolder(path)) return path;
  throw new GloroError(
    `its weights are said to lie in ${JSON.stringify(path)}, outside of its folder. Put them beside it.`,
  );
}

function claimed(
  { name, shape, dtype, quantization }: z.output<typeof weightSchema>,
  count: WeightCount,
): ManifestWeight {
  const what = `the weight "${name}"`;
  if (quantization !== undefined) {
    throw new GloroError(
      `${what} is quantised: its numbers are not those of the network that was trained. Save the model without quantisation.`,
    );
  }
  if (dtype !== "float32") {
    throw new GloroError(`${what} is stored as ${JSON.stringify(dtype)}; float32 is read.`);
  }
  return { name, shape, elements: count.add(what, shape) };
}
