import type { GraphDefWriter } from "./graphDefWriter.js";
import { type } from "./graphDefWriter.js";
import type { AttrValue } from "./messages.js";

/**
 * Adds a product of two float32 values, a float32 value itself.
 * @param inputs puts the operands where the operation takes them
 */
export type EmitProduct = (
  write: GraphDefWriter,
  op: string,
  operands: readonly [string, string],
  attr: Readonly<Record<string, AttrValue>>,
  inputs?: (a: string, b: string) => readonly string[],
) => string;

const inOrder = (a: string, b: string): readonly string[] => [a, b];

/** Multiplies as it is. */
export const float32Product: EmitProduct = (write, op, [a, b], attr, inputs = inOrder) =>
  write.emit(op, inputs(a, b), { ...attr, T: type("float32") });

/** Rounds the operands to bfloat16. TensorFlow adds their products in float32, and rounds the sums once more. */
export const bfloat16Product: EmitProduct = (write, op, [a, b], attr, inputs = inOrder) => {
  const rounded = inputs(write.bfloat16(a), write.bfloat16(b));
  const product = write.emit(op, rounded, { ...attr, T: type("bfloat16") });
  return write.emit("Cast", [product], { SrcT: type("bfloat16"), DstT: type("float32") });
};
