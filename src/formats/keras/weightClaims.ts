import { GloroError } from "../../gloro/errors.js";
import type { DatasetClaim } from "./hdf5Reader.js";
import type { KerasLimits } from "./kerasLimits.js";
import { WeightCount } from "../weightCount.js";
import { float32From } from "./toFloat32.js";

export interface WeightClaim {
  readonly layer: string;
  readonly name: string;
  readonly dataset: DatasetClaim;
  readonly toFloat32: NonNullable<ReturnType<typeof float32From>>;
}

/** Filters that may stand between the file and the values, as HDF5 numbers them. */
const filters = new Map([
  [1, "gzip"],
  [2, "shuffle"],
]);
// Deflate spends at least one bit on a match of 258 bytes, and a match has two codes.
const largestRatio = 1032;
// What h5py chooses for itself stays below.
const freeChunkElements = 2 ** 20;

/** The weights that a file claims to hold, checked against the limits before any is read. */
export class WeightClaims {
  readonly all: WeightClaim[] = [];
  bytes = 0;
  private readonly count: WeightCount;
  /** Bytes of the file that the claims need at least. */
  private needed = 0;

  constructor(
    private readonly fileBytes: number,
    limits: KerasLimits,
  ) {
    this.count = new WeightCount(limits);
  }

  /** @throws GloroError */
  add(layer: string, name: string, dataset: DatasetClaim): void {
    const { metadata, shape } = dataset;
    const what = `the weight "${name}" of layer "${layer}"`;
    const toFloat32 = float32From(metadata);
    if (!toFloat32) {
      throw new GloroError(`${what} is not stored as float16, float32 or float64.`);
    }
    const elements = this.count.add(what, shape);
    this.checkStorage(what, dataset, elements);
    this.all.push({ layer, name, dataset, toFloat32 });
    this.bytes += elements * metadata.size;
  }

  private checkStorage(what: string, dataset: DatasetClaim, elements: number): void {
    const { chunks, size } = dataset.metadata;
    const unknown = dataset.filters.find(({ id }) => !filters.has(id));
    if (unknown) {
      throw new GloroError(
        `${what} is stored through the filter ${unknown.name || unknown.id}; ${[...filters.values()].join(" and ")} are read.`,
      );
    }
    const chunk = chunks?.reduce((product, side) => product * side, 1) ?? 0;
    if (chunk > Math.max(elements, freeChunkElements)) {
      throw new GloroError(`${what} has ${elements} numbers, stored in chunks of ${chunk}.`);
    }
    this.needed += (elements * size) / (dataset.filters.length > 0 ? largestRatio : 1);
    if (this.needed > this.fileBytes) {
      throw new GloroError(
        `up to ${what} it claims ${this.bytes + elements * size} bytes of weights, more than its ${this.fileBytes} bytes can hold.`,
      );
    }
  }
}
