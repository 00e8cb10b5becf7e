import type { File } from "h5wasm";
import { GloroError } from "../../gloro/errors.js";
import type { StoredModel } from "./hdf5Messages.js";
import { hdf5Path } from "./hdf5Path.js";
import type { KerasLimits } from "./kerasLimits.js";

const weightsGroup = "model_weights";
// What Keras 2.15 writes where a model comes from elsewhere.
const ownVersion = "2.15.0";
const backend = "tensorflow";
/** h5wasm's word for strings of variable length in ASCII, as h5py stores Python's bytes. */
const variableText = "A";
/** Keras's HDF5_OBJECT_HEADER_LIMIT, and what HDF5 takes for one string of variable length. */
const attributeBytes = 64_512;
const stringBytes = 16;

/** Writes a model into an empty HDF5 file: the groups, datasets and attributes of Keras 2.15. */
export function writeKerasTree(file: File, model: StoredModel, limits: KerasLimits): void {
  const version = model.kerasVersion ?? ownVersion;
  const groups = new Groups(file);
  const root = groups.at([]);
  writeText(root, "backend", backend);
  writeText(root, "keras_version", version);
  writeText(root, "model_config", new TextDecoder().decode(model.topology));

  const weights = groups.at([weightsGroup]);
  writeNames(weights, "layer_names", model.layers);
  writeText(weights, "backend", backend);
  writeText(weights, "keras_version", version);
  // Sorted as Keras sorts, so that a layer "a" comes before a layer "a/b".
  for (const layer of [...model.layers].sort()) {
    const path = [weightsGroup, ...hdf5Path(layer, "a layer", limits)];
    const own = model.weights.filter((weight) => weight.layer === layer);
    writeNames(
      groups.at(path),
      "weight_names",
      own.map(({ name }) => name),
    );
    for (const { name, shape, data } of own) {
      const parts = hdf5Path(name, "a weight", limits);
      const group = groups.at([...path, ...parts.slice(0, -1)]);
      const last = parts.at(-1) ?? name;
      group.create_dataset({ name: last, data, shape: [...shape], dtype: "<f" });
    }
  }
  writeNames(groups.at([weightsGroup, "top_level_model_weights"]), "weight_names", []);
}

type Group = ReturnType<File["create_group"]>;
type Attributes = Pick<Group, "create_attribute">;

/** Groups by path, made when first asked for. */
class Groups {
  private readonly made = new Map<string, Group>();

  constructor(private readonly file: File) {}

  at(parts: readonly string[]): Group {
    const last = parts.at(-1);
    if (last === undefined) return this.file;
    const path = parts.join("/");
    const group = this.made.get(path) ?? this.at(parts.slice(0, -1)).create_group(last);
    this.made.set(path, group);
    return group;
  }
}

function writeText(owner: Attributes, name: string, text: string): void {
  owner.create_attribute(name, text, [], variableText);
}

function writeNames(owner: Attributes, attribute: string, names: readonly string[]): void {
  if (names.length === 0) {
    // Keras asks NumPy, which takes a list of nothing for one of float64.
    owner.create_attribute(attribute, new Float64Array(), [0], "<d");
    return;
  }
  const parts = splitNames(names);
  for (const [i, part] of parts.entries()) {
    const name = parts.length === 1 ? attribute : `${attribute}${i}`;
    owner.create_attribute(name, part, [part.length], variableText);
  }
}

/** Into as few lists of equal length as fit an attribute each: Keras's save_attributes_to_hdf5_group. */
function splitNames(names: readonly string[]): string[][] {
  const longest = Math.max(...names.map((name) => Buffer.byteLength(name)), stringBytes);
  if (longest > attributeBytes) throw new GloroError("it has a name too long for an attribute.");
  const length = Math.ceil(names.length / Math.ceil((names.length * longest) / attributeBytes));
  return Array.from({ length: Math.ceil(names.length / length) }, (_, i) =>
    names.slice(i * length, (i + 1) * length),
  );
}
