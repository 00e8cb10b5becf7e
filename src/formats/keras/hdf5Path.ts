import { GloroError } from "../../gloro/errors.js";
import type { KerasLimits } from "./kerasLimits.js";

/**
 * The parts of a name between its slashes.
 *
 * @param what names it in the refusal, such as `a layer`
 * @throws GloroError for a name that no HDF5 group or dataset can have
 */
export function hdf5Path(name: string, what: string, limits: KerasLimits): string[] {
  const parts = name.split("/");
  if (Buffer.byteLength(name) > limits.nameBytes || parts.length > limits.depth) {
    throw new GloroError(
      `the name of ${what} is longer than ${limits.nameBytes} bytes or deeper than ${limits.depth} groups.`,
    );
  }
  // "." is the group itself; a NUL ends a name in C.
  if (parts.some((part) => part === "" || part === "." || part.includes("\0"))) {
    throw new GloroError(`${JSON.stringify(name)} cannot be the name of ${what}.`);
  }
  return parts;
}
