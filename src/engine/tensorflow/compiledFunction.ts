import type { DType } from "../../gloro/program.js";
import type { GraphDefWriter } from "./graphDefWriter.js";
import { text, types } from "./graphDefWriter.js";
import type { ArgDef, FunctionDef, NodeDef } from "./messages.js";
import { dataTypes } from "./messages.js";

/** A value and its type. */
export interface Typed {
  readonly name: string;
  readonly dtype: DType;
}

/** A function and what it is called with. */
export interface CompiledFunction {
  readonly given: readonly Typed[];
  /** Its nodes; they read what is given by {@link argumentName}. */
  readonly body: readonly NodeDef[];
  /** Values of the body. */
  readonly results: readonly Typed[];
}

/**
 * Calls a function that XLA compiles whole when it first runs: what it cannot compile is an error, and no
 * part of the function runs without it.
 * @returns the call's values, in the order of the results
 */
export function callCompiled(
  write: GraphDefWriter,
  { given, body, results }: CompiledFunction,
): string[] {
  const name = `compiled${write.functions.length}`;
  write.functions.push(functionOf(name, { given, body, results }));
  const call = write.emit(
    "PartitionedCall",
    given.map((argument) => argument.name),
    {
      Tin: types(given.map(({ dtype }) => dtype)),
      Tout: types(results.map(({ dtype }) => dtype)),
      f: { func: { name } },
      config_proto: text(""),
      executor_type: text(""),
      _XlaMustCompile: { b: true },
    },
  );
  return results.map((_, index) => `${call}:${index}`);
}

/** The name by which a function's nodes read its argument at `index`. */
export const argumentName = (index: number): string => `argument${index}`;

function functionOf(name: string, { given, body, results }: CompiledFunction): FunctionDef {
  const ops = new Map(body.map((node) => [node.name, node.op]));
  const valueOf = (value: string): string => {
    const op = ops.get(value);
    return op === undefined ? value : `${value}:${nameOfValue.get(op) ?? "output"}:0`;
  };
  const declared = (names: (index: number) => string, values: readonly Typed[]): ArgDef[] =>
    values.map(({ dtype }, index) => ({ name: names(index), type: dataTypes[dtype] }));
  return {
    signature: {
      name,
      inputArg: declared(argumentName, given),
      outputArg: declared(resultName, results),
    },
    nodeDef: body.map((node) => ({ ...node, input: node.input.map(valueOf) })),
    ret: Object.fromEntries(
      results.map((result, index) => [resultName(index), valueOf(result.name)]),
    ),
  };
}

const resultName = (index: number): string => `result${index}`;

/** What TensorFlow calls the value of an operation, where that is not `output`: only functions ask for it. */
const valueNames: Readonly<Record<string, readonly string[]>> = {
  y: [
    ...["Abs", "Cast", "Exp", "Log", "LogicalNot", "Neg", "Reciprocal", "Sigmoid", "Sign", "Sqrt"],
    ...["Square", "Tanh", "Transpose"],
  ],
  z: [
    ...["AddV2", "Equal", "FloorDiv", "Greater", "GreaterEqual", "Less", "LessEqual", "LogicalAnd"],
    ...["LogicalOr", "Maximum", "Minimum", "Mul", "NotEqual", "Pow", "RealDiv", "Sub"],
  ],
  product: ["MatMul"],
  activations: ["Relu", "Softplus"],
  softmax: ["Softmax"],
};

const nameOfValue: ReadonlyMap<string, string> = new Map(
  Object.entries(valueNames).flatMap(([name, ops]) => ops.map((op) => [op, name] as const)),
);
