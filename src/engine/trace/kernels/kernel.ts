import type { GraphBuilder } from "../../graph/builder.js";
import type { Node } from "../../graph/node.js";
import type { Operation, OperationAttributes } from "../../graph/operations.js";

/** What a TF.js kernel is called with, its tensors as nodes. */
export interface KernelCall {
  readonly build: GraphBuilder;
  /** An operand by TF.js's name for it. */
  readonly input: (name: string) => Node;
  /** All operands, in order, for kernels that take a list. */
  readonly all: readonly Node[];
  readonly attributes: KernelAttributes;
}

/** Records one TF.js kernel: its value, or values, as nodes. */
export type TraceKernel = (call: KernelCall) => Node | readonly Node[];

/** Strict access to the attributes of a TF.js kernel. */
export class KernelAttributes {
  constructor(
    private readonly kernel: string,
    private readonly attributes: Readonly<Record<string, unknown>>,
  ) {}

  number(name: string): number {
    const value = this.attributes[name];
    if (typeof value !== "number") throw this.unexpected(name, "a number");
    return value;
  }

  boolean(name: string): boolean {
    const value = this.attributes[name];
    if (value !== undefined && typeof value !== "boolean")
      throw this.unexpected(name, "true or false");
    return value ?? false;
  }

  string(name: string): string {
    const value = this.attributes[name];
    if (typeof value !== "string") throw this.unexpected(name, "a string");
    return value;
  }

  /** A number or a list of numbers, as a list; undefined where it is not given. */
  optionalNumbers(name: string): number[] | undefined {
    const value = this.attributes[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value === "number") return [value];
    if (Array.isArray(value)) return value.flat().map(Number);
    throw this.unexpected(name, "a list of numbers");
  }

  numbers(name: string): number[] {
    const value = this.optionalNumbers(name);
    if (!value) throw this.unexpected(name, "a list of numbers");
    return value;
  }

  /** Says that an attribute's value is not one that can be recorded. */
  unexpected(name: string, expected: string): Error {
    const found = name in this.attributes ? JSON.stringify(this.attributes[name]) : "nothing";
    return new Error(
      `The kernel ${this.kernel} was called with ${name} = ${found}; expected ${expected}.`,
    );
  }
}

/** A kernel that is one operation without attributes, of the operands named. */
export function plain<K extends Operation>(
  operation: OperationAttributes[K] extends Readonly<Record<string, never>> ? K : never,
  ...names: string[]
): TraceKernel {
  return ({ build, input }) =>
    build.node<Operation>(
      operation,
      names.map((name) => input(name)),
      {},
    );
}

/** An axis counted from the front. */
export function positiveAxis(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}
