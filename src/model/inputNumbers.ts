import { Tensor } from "@tensorflow/tfjs-core";
import { ShapeError } from "../gloro/errors.js";

/** Numbers in arrays in arrays, all of one depth and length. */
export type NestedNumbers = readonly (number | NestedNumbers)[];

/** A flat array of numbers. */
export type FlatNumbers =
  Float32Array | Float64Array | Int32Array | Int16Array | Int8Array | Uint8Array | Uint16Array;

/** Numbers with a shape, in any of the forms that a net takes. */
export type InputNumbers =
  | NestedNumbers
  /** Of one axis. */
  | FlatNumbers
  | { readonly shape: readonly number[]; readonly data: FlatNumbers | readonly number[] }
  /** It stays the caller's. */
  | Tensor;

/** Numbers in plain memory, in row-major order. */
export interface ShapedNumbers {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/**
 * Reads numbers in any form; `what` names them in errors. Throws ShapeError where nested arrays are
 * ragged, or data and shape do not fit.
 */
export async function readNumbers(input: InputNumbers, what: string): Promise<ShapedNumbers> {
  if (input instanceof Tensor) return { shape: input.shape, data: await input.data() };
  if (isNested(input)) return flatten(input, what);
  if ("shape" in input) {
    const { shape, data } = input;
    const count = shape.reduce((product, size) => product * size, 1);
    if (data.length !== count) {
      throw new ShapeError(
        `${what} has shape [${shape.join(", ")}], which is ${count} numbers, but holds ${data.length}.`,
      );
    }
    return { shape, data };
  }
  return { shape: [input.length], data: input };
}

/** Whether a value can be read as numbers, rather than being something else. */
export function isInputNumbers(value: unknown): value is InputNumbers {
  return (
    Array.isArray(value) ||
    ArrayBuffer.isView(value) ||
    (typeof value === "object" && value !== null && "shape" in value)
  );
}

function isNested(input: InputNumbers): input is NestedNumbers {
  return Array.isArray(input);
}

function flatten(nested: NestedNumbers, what: string): ShapedNumbers {
  const shape: number[] = [];
  for (let part: number | NestedNumbers | undefined = nested; Array.isArray(part);) {
    const list: NestedNumbers = part;
    shape.push(list.length);
    part = list[0];
  }
  const data: number[] = [];
  const visit = (part: number | NestedNumbers, axis: number): void => {
    if (typeof part === "number" && axis === shape.length) data.push(part);
    else if (typeof part === "object" && part.length === shape[axis]) {
      for (const each of part) visit(each, axis + 1);
    } else {
      throw new ShapeError(
        `${what} is ragged: every part of a nested array must have shape [${shape.join(", ")}] and hold ` +
          `numbers.`,
      );
    }
  };
  visit(nested, 0);
  return { shape, data };
}
