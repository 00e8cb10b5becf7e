import { GloroError } from "../../gloro/errors.js";
import { firstNotFinite } from "../../gloro/firstNotFinite.js";
import type { StoredModel } from "./hdf5Messages.js";
import { hdf5Path } from "./hdf5Path.js";
import type { Hdf5Reader } from "./hdf5Reader.js";
import type { KerasLimits } from "./kerasLimits.js";
import { WeightClaims } from "./weightClaims.js";
import type { WeightClaim } from "./weightClaims.js";

const weightsGroup = "/model_weights";
const newestKeras = 2;
const modelsOwn = "top_level_model_weights";

/**
 * Reads the model in an HDF5 file as Keras's own loader does: only what `layer_names` and
 * `weight_names` name is looked at.
 *
 * @param sized hears the bytes of weights, when all is checked and none is read
 * @throws GloroError for a file that is no Keras 2 model, and for weights that are not finite
 */
export function readKerasTree(
  reader: Hdf5Reader,
  fileBytes: number,
  limits: KerasLimits,
  sized: (bytes: number) => void,
): StoredModel {
  const root = reader.attributeNames("");
  if (!root.has("model_config")) {
    throw new GloroError(
      "it holds no model_config, so it is no whole Keras model. Save it with model.save().",
    );
  }
  const version = kerasVersion(reader, root, limits);
  const topology = reader.strings("", "model_config", 1, limits.topologyBytes)[0];
  if (topology === undefined) throw new GloroError("its model_config is empty.");
  if (reader.kindOf("", "model_weights") !== "group") {
    throw new GloroError("it holds no group model_weights.");
  }
  const layers = names(reader, weightsGroup, "layer_names", limits.layers, limits);
  const claims = new WeightClaims(fileBytes, limits);
  for (const layer of layers) claimLayer(reader, layer, claims, limits);
  refuseModelsOwn(reader, limits);
  sized(claims.bytes);
  return {
    topology,
    layers,
    weights: claims.all.map((claim) => readWeight(reader, claim)),
    ...(version !== undefined && { kerasVersion: version }),
  };
}

/** Keras 3 gives its layers other configs; what looks alike may mean something else. */
function kerasVersion(
  reader: Hdf5Reader,
  root: ReadonlySet<string>,
  limits: KerasLimits,
): string | undefined {
  if (!root.has("keras_version")) return undefined;
  const [bytes] = reader.strings("", "keras_version", 1, limits.nameBytes);
  if (!bytes) return undefined;
  const version = text(bytes, "keras_version");
  if (Number.parseInt(version) <= newestKeras) return version;
  throw new GloroError(
    `it was written by Keras ${JSON.stringify(version)}; files of Keras 2 are read. Save the model with TensorFlow 2.15, or with the package tf_keras.`,
  );
}

function claimLayer(
  reader: Hdf5Reader,
  layer: string,
  claims: WeightClaims,
  limits: KerasLimits,
): void {
  const group = descend(reader, weightsGroup, hdf5Path(layer, "a layer", limits), "group");
  for (const name of names(reader, group, "weight_names", limits.weights, limits)) {
    const path = descend(reader, group, hdf5Path(name, "a weight", limits), "dataset");
    claims.add(layer, name, reader.claim(path));
  }
}

/** The path of an object, each step of which is there and is no link. */
function descend(
  reader: Hdf5Reader,
  from: string,
  parts: readonly string[],
  kind: "group" | "dataset",
): string {
  return parts.reduce((path, part, i) => {
    const expected = i === parts.length - 1 ? kind : "group";
    const found = reader.kindOf(path, part);
    if (found !== expected) {
      throw new GloroError(
        `"${path}/${part}" should be a ${expected}, but ${found ? `is a ${found}` : "is not there"}.`,
      );
    }
    return `${path}/${part}`;
  }, from);
}

/** Keras splits a long list into `layer_names0`, `layer_names1` and so on. */
function names(
  reader: Hdf5Reader,
  group: string,
  attribute: string,
  most: number,
  limits: KerasLimits,
): string[] {
  const there = reader.attributeNames(group);
  if (!there.has(attribute) && !there.has(`${attribute}0`)) {
    throw new GloroError(`"${group}" has no attribute ${attribute}.`);
  }
  const list: string[] = [];
  const add = (part: string) => {
    for (const bytes of reader.strings(group, part, most - list.length, limits.nameBytes)) {
      list.push(text(bytes, attribute));
    }
  };
  if (there.has(attribute)) add(attribute);
  else for (let i = 0; there.has(`${attribute}${i}`); i++) add(`${attribute}${i}`);
  const seen = new Set<string>();
  for (const name of list) {
    if (seen.has(name)) {
      throw new GloroError(`the attribute ${attribute} of "${group}" names "${name}" twice.`);
    }
    seen.add(name);
  }
  return list;
}

/** Weights that belong to no layer: no network here has them, and to drop them would change it. */
function refuseModelsOwn(reader: Hdf5Reader, limits: KerasLimits): void {
  if (reader.kindOf(weightsGroup, modelsOwn) !== "group") return;
  const own = names(reader, `${weightsGroup}/${modelsOwn}`, "weight_names", limits.weights, limits);
  if (own.length > 0) {
    throw new GloroError(`it holds weights outside of all layers, such as "${own[0] ?? ""}".`);
  }
}

function readWeight(reader: Hdf5Reader, { layer, name, dataset, toFloat32 }: WeightClaim) {
  const data = toFloat32(reader.values(dataset));
  const at = firstNotFinite(data);
  if (at >= 0) {
    throw new GloroError(
      `the weight "${name}" of layer "${layer}" holds ${data[at] ?? NaN} as float32: such a network certifies nothing.`,
    );
  }
  return { layer, name, shape: dataset.shape, data };
}

function text(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new GloroError(`its ${what} is not text in UTF-8.`);
  }
}
