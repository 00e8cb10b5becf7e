import type { Metadata } from "h5wasm";
import { GloroError } from "../../gloro/errors.js";
import type { Hdf5Module } from "./hdf5Library.js";

/** A dataset's claims, before anything of it is read. */
export interface DatasetClaim {
  readonly path: string;
  readonly metadata: Metadata;
  readonly shape: readonly number[];
  readonly filters: readonly { readonly id: number; readonly name: string }[];
}

/**
 * Reads objects of an open HDF5 file. It follows no link but a group's own names, and trusts no size
 * that it has not compared with a limit.
 *
 * h5wasm's own classes are not used for reading: they ignore the library's status and give back
 * whatever stood in memory.
 */
export class Hdf5Reader {
  private readonly checked = new Map<string, "group" | "dataset" | undefined>([["", "group"]]);

  constructor(
    private readonly module: Hdf5Module,
    private readonly file: bigint,
  ) {}

  /** Whether a name of a group is there. @throws GloroError for a link, or another kind of object */
  kindOf(group: string, name: string): "group" | "dataset" | undefined {
    const path = `${group}/${name}`;
    if (!this.checked.has(path)) this.checked.set(path, this.look(path));
    return this.checked.get(path);
  }

  private look(path: string): "group" | "dataset" | undefined {
    const { module, file } = this;
    const type = module.get_type(file, path);
    if (type < 0) return undefined;
    // An unresolved link says so by its type; a resolved one gives the type of what it leads to.
    if (type === module.H5G_UDLINK || "filename" in module.get_external_link(file, path)) {
      throw new GloroError(`"${path}" is an external link, which is not followed.`);
    }
    if (type === module.H5G_LINK || isText(module.get_symbolic_link(file, path))) {
      throw new GloroError(`"${path}" is a soft link, which is not followed.`);
    }
    if (type === module.H5G_GROUP) return "group";
    if (type === module.H5G_DATASET) return "dataset";
    throw new GloroError(`"${path}" is neither a group nor a dataset.`);
  }

  attributeNames(path: string): ReadonlySet<string> {
    return new Set(this.module.get_attribute_names(this.file, path || "/"));
  }

  /**
   * An attribute's strings, as bytes.
   *
   * @throws GloroError for more than `most` strings, one longer than `longest`, and other types
   */
  strings(path: string, attribute: string, most: number, longest: number): Uint8Array[] {
    const { module, file } = this;
    const metadata = module.get_attribute_metadata(file, path || "/", attribute);
    const { total_size: count, size, shape, vlen } = metadata;
    // Keras writes a list of no names as a list of no numbers.
    if (count === 0 && shape !== null) return [];
    if (metadata.type !== module.H5T_class_t.H5T_STRING.value || shape === null) {
      throw new GloroError(`the attribute "${attribute}" of "${path}" holds no text.`);
    }
    if (count > most) {
      throw new GloroError(
        `the attribute "${attribute}" of "${path}" has ${count} entries; ${most} are read.`,
      );
    }
    const tooLong = `the attribute "${attribute}" of "${path}" is longer than ${longest} bytes.`;
    if (!vlen && size > longest) throw new GloroError(tooLong);
    const values = this.read(size * count, (pointer) =>
      module.get_attribute_data(file, path || "/", attribute, pointer),
    );
    const strings = vlen
      ? [...new Uint32Array(values.buffer)].map((pointer) => this.stringAt(pointer))
      : Array.from({ length: count }, (_, i) => upToNul(values.subarray(i * size, (i + 1) * size)));
    if (strings.some((string) => string.length > longest)) throw new GloroError(tooLong);
    return strings;
  }

  /** What a dataset claims to be. @throws GloroError when its values would not come from the file */
  claim(path: string): DatasetClaim {
    const metadata = this.module.get_dataset_metadata(this.file, path);
    if (metadata.virtual_sources) {
      throw new GloroError(`"${path}" is a virtual dataset, whose values lie in other files.`);
    }
    if (metadata.shape === null) throw new GloroError(`"${path}" holds no values.`);
    const filters = this.module.get_dataset_filters(this.file, path);
    return { path, metadata, shape: metadata.shape, filters };
  }

  /** A dataset's values, little-endian, in the type that it claims. */
  values({ path, metadata: { size, total_size } }: DatasetClaim): Uint8Array<ArrayBuffer> {
    return this.read(size * total_size, (pointer) =>
      this.module.get_dataset_data(this.file, path, null, null, null, pointer),
    );
  }

  private read(bytes: number, into: (pointer: bigint) => number): Uint8Array<ArrayBuffer> {
    if (bytes === 0) return new Uint8Array();
    const pointer = this.module._malloc(bytes);
    if (pointer === 0) throw new GloroError("it needs more memory than it may have.");
    try {
      if (into(BigInt(pointer)) < 0) throw new GloroError("some of its values cannot be read.");
      return new Uint8Array(this.module.HEAPU8.subarray(pointer, pointer + bytes));
    } finally {
      this.module._free(pointer);
    }
  }

  private stringAt(pointer: number): Uint8Array {
    return pointer === 0 ? new Uint8Array() : upToNul(this.module.HEAPU8.subarray(pointer)).slice();
  }
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function upToNul(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}
