import type { ElementKind, ElementType, NumberValues } from "./elementTypes.js";

/** An array of numbers as a file holds it, in C order (the last index varies fastest). */
export interface NumberArray {
  readonly shape: readonly number[];
  readonly kind: ElementKind;
  readonly values: NumberValues;
}

/** What the first bytes of an IDX or NumPy file say about the rest. */
export interface ArrayHeader {
  readonly shape: readonly number[];
  readonly type: ElementType;
  readonly littleEndian: boolean;
  /** Whether the first index varies fastest. */
  readonly fortranOrder: boolean;
  /** Where the numbers begin, in bytes. */
  readonly dataOffset: number;
}

/** The number of elements of a shape; not exact, but still huge, where the shape is absurd. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
