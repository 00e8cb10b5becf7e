import type { HostTensor, TensorSpec } from "../../gloro/program.js";
import { inferNodeShape } from "./inferShape.js";
import type { Node, NodeOf } from "./node.js";
import type { Operation, OperationAttributes } from "./operations.js";

/**
 * A rewrite of one value: given a node whose inputs are already rewritten, an equal value made with
 * `build`, or undefined where the rule does not apply.
 */
export type Rule = (node: Node, build: GraphBuilder) => Node | undefined;

/** Constants up to this size are compared by value; larger ones by identity. */
const comparedConstantSize = 4096;

/**
 * Makes nodes. Equal nodes are one node (common subexpressions cannot arise), and each new node is
 * first offered to the rules: what `node` returns is already rewritten.
 */
export class GraphBuilder {
  private readonly known = new Map<string, Node>();
  private readonly numbers = new Map<object, number>();

  constructor(private readonly rules: readonly Rule[] = []) {}

  /** A value, checked for shape. Throws ShapeError where the inputs do not fit the operation. */
  node<K extends Operation>(
    operation: K,
    inputs: readonly Node[],
    attributes: OperationAttributes[K],
  ): Node {
    const key = this.keyOf(operation, inputs, attributes);
    const existing = this.known.get(key);
    if (existing) return existing;
    const { shape, dtype } = inferNodeShape({ operation, inputs, attributes });
    // The operation fixes the type of the attributes, which a union cannot say of a generic K.
    const made = { operation, inputs, attributes, shape, dtype } as unknown as Node;
    const result = this.rewritten(made);
    this.known.set(key, result);
    return result;
  }

  input(name: string, spec: TensorSpec): NodeOf<"input"> {
    return {
      operation: "input",
      inputs: [],
      attributes: { name, spec },
      shape: spec.shape,
      dtype: spec.dtype,
    };
  }

  constant(tensor: HostTensor): Node {
    return this.node("constant", [], { tensor });
  }

  /** A float32 constant. */
  floats(shape: readonly number[], data: Float32Array): Node {
    return this.constant({ shape, dtype: "float32", data });
  }

  fill(value: number, spec: TensorSpec): Node {
    return this.node("fill", [], { value, spec: { shape: spec.shape, dtype: spec.dtype } });
  }

  /** A float32 scalar. */
  scalar(value: number): Node {
    return this.fill(value, { shape: [], dtype: "float32" });
  }

  transpose(x: Node, permutation: readonly number[]): Node {
    return this.node("transpose", [x], { permutation });
  }

  reshape(x: Node, shape: readonly number[]): Node {
    return this.node("reshape", [x], { shape });
  }

  private rewritten(node: Node): Node {
    for (const rule of this.rules) {
      const replacement = rule(node, this);
      if (replacement && replacement !== node) return replacement;
    }
    return node;
  }

  private keyOf(
    operation: Operation,
    inputs: readonly Node[],
    attributes: Node["attributes"],
  ): string {
    const identity = inputs.map((input) => this.numberOf(input)).join();
    return `${operation}(${identity})${this.attributesKey(attributes)}`;
  }

  private attributesKey(attributes: Node["attributes"]): string {
    if (!("tensor" in attributes)) return JSON.stringify(attributes, distinctly);
    const { shape, dtype, data } = attributes.tensor;
    const content = data.length <= comparedConstantSize ? data.join() : `#${this.numberOf(data)}`;
    return `${dtype}[${shape.join()}]${content}`;
  }

  private numberOf(thing: object): number {
    let number = this.numbers.get(thing);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(thing, number);
    }
    return number;
  }
}

/** JSON writes infinities and NaN as null and −0 as 0: fills of them would be taken for one value. */
function distinctly(_: string, value: unknown): unknown {
  if (typeof value !== "number") return value;
  if (Object.is(value, -0)) return "-0";
  return Number.isFinite(value) ? value : String(value);
}
