import { totalmem } from "node:os";
import { GloroError } from "../gloro/errors.js";

/**
 * Zeroed bytes that worker threads read without a copy.
 *
 * @param what - what the bytes are for, as the error names it
 * @throws GloroError when this machine has less memory than that
 */
export function sharedBytes(length: number, what: string): Uint8Array {
  return new Uint8Array(sharedBuffer(length, what));
}

/** Zeroed float32 values that worker threads read without a copy; else as `sharedBytes`. */
export function sharedFloats(length: number, what: string): Float32Array {
  return new Float32Array(sharedBuffer(4 * length, what));
}

/** Zeroed int32 values that worker threads read without a copy; else as `sharedBytes`. */
export function sharedIntegers(length: number, what: string): Int32Array {
  return new Int32Array(sharedBuffer(4 * length, what));
}

function sharedBuffer(bytes: number, what: string): SharedArrayBuffer {
  if (bytes > totalmem()) {
    throw new GloroError(
      `${what} would need ${gigabytes(bytes)} GB of memory; this machine has ` +
        `${gigabytes(totalmem())} GB. Use fewer or smaller images.`,
    );
  }
  return new SharedArrayBuffer(bytes);
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}
