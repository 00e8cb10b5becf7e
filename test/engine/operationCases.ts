import type { Graph, Node } from "../../src/engine/graph/node.js";
import type { GraphBuilder } from "../../src/engine/graph/builder.js";
import type { Operation } from "../../src/engine/graph/operations.js";
import type { HostTensors, TensorSpec, TensorSpecs } from "../../src/gloro/program.js";
import { convolutionCases, convolutionGraph } from "./convolutionCases.js";
import type { ConvolutionKind } from "./convolutionCases.js";
import { graphOf, inputSpecs } from "./graphOf.js";
import { f32, floats, seededTensors } from "./seededTensors.js";

/** A small graph of one operation, and what to run it on. */
export interface OperationCase {
  readonly graph: Graph;
  readonly inputs: HostTensors;
}

/** Where rounding, saturation and signs show. */
const extremes = [-100, -20, -1, -1e-3, 0, 1e-3, 1, 20, 60];

const i32 = (...shape: number[]): TensorSpec => ({ shape, dtype: "int32" });
const bool = (...shape: number[]): TensorSpec => ({ shape, dtype: "bool" });

/** One operation of inputs of the given types, on seeded values, or on `values` for input 0. */
function applied(
  specs: readonly TensorSpec[],
  make: (build: GraphBuilder, inputs: readonly Node[]) => Node,
  values?: readonly number[],
): OperationCase {
  const named: TensorSpecs = Object.fromEntries(specs.map((spec, index) => [`in${index}`, spec]));
  const graph = graphOf(named, (build, nodes) => ({ y: make(build, Object.values(nodes)) }));
  const seeded = seededTensors(inputSpecs(graph), 4);
  return {
    graph,
    inputs: values ? { ...seeded, in0: floats(specs[0]!.shape, values) } : seeded,
  };
}

type PlainUnary =
  | "negate"
  | "exp"
  | "log"
  | "sqrt"
  | "square"
  | "reciprocal"
  | "abs"
  | "sign"
  | "relu"
  | "tanh"
  | "sigmoid"
  | "softplus";

const unary = (operation: PlainUnary, values: readonly number[] = extremes): OperationCase[] => [
  applied([f32(values.length)], (build, nodes) => build.node(operation, nodes, {}), values),
];

const onPositive = (operation: "log" | "sqrt" | "reciprocal"): OperationCase[] =>
  unary(operation, [1e-3, 0.5, 1, 2, 30, 1e4]);

type Comparison = "less" | "lessEqual" | "greater" | "greaterEqual" | "equal" | "notEqual";
type Arithmetic = "add" | "subtract" | "multiply" | "divide" | "maximum" | "minimum";

const binary = (operation: Comparison | Arithmetic): OperationCase[] => [
  applied([f32(2, 3), f32(2, 3)], (build, nodes) => build.node(operation, nodes, {})),
  applied([f32(4, 1, 3), f32(2, 1)], (build, nodes) => build.node(operation, nodes, {})),
  applied([f32(2, 2), f32()], (build, nodes) => build.node(operation, nodes, {})),
];

/** Integers compare exactly, ties among them. */
const comparison = (operation: Comparison): OperationCase[] => [
  ...binary(operation),
  applied([i32(9), i32(9)], (build, nodes) => build.node(operation, nodes, {})),
];

const logical = (operation: "and" | "or"): OperationCase[] => [
  applied([bool(3, 4), bool(4)], (build, nodes) => build.node(operation, nodes, {})),
];

const reductionAttributes = [
  { axes: [0], keepDims: false },
  { axes: [1, 2], keepDims: true },
  { axes: [0, 1, 2], keepDims: false },
];

const reduction = (operation: "sum" | "max" | "min"): OperationCase[] =>
  [f32(2, 3, 4), i32(2, 3, 4)].flatMap((spec) =>
    reductionAttributes.map((attributes) =>
      applied([spec], (build, nodes) => build.node(operation, nodes, attributes)),
    ),
  );

const convolution = (kind: ConvolutionKind): OperationCase[] =>
  convolutionCases(30, 6).map((sizes) => {
    const graph = convolutionGraph(kind, sizes, "nchw");
    return { graph, inputs: seededTensors(inputSpecs(graph), 5) };
  });

/** Small graphs of every operation; a new operation does not compile until it has some. */
export const operationCases: { readonly [K in Operation]: readonly OperationCase[] } = {
  input: [
    applied([f32(2, 3)], (_, [x]) => x!),
    applied([i32(3)], (_, [x]) => x!),
    applied([bool(3)], (_, [x]) => x!),
  ],
  constant: [
    applied([], (build) => build.floats([2, 2], Float32Array.of(1, -2, Infinity, 1e-30))),
    applied([], (build) =>
      build.constant({ shape: [2], dtype: "int32", data: Int32Array.of(-7, 7) }),
    ),
    applied([], (build) =>
      build.constant({ shape: [2], dtype: "bool", data: Uint8Array.of(0, 1) }),
    ),
  ],
  fill: [
    applied([], (build) => build.scalar(-Infinity)),
    applied([], (build) => build.fill(0.1, f32(2, 3))),
    applied([], (build) => build.fill(3, i32(2))),
    applied([], (build) => build.fill(1, bool(2))),
  ],

  negate: unary("negate"),
  exp: unary("exp"),
  log: onPositive("log"),
  sqrt: onPositive("sqrt"),
  square: unary("square"),
  reciprocal: onPositive("reciprocal"),
  abs: unary("abs"),
  sign: unary("sign"),
  relu: unary("relu"),
  tanh: unary("tanh"),
  sigmoid: unary("sigmoid"),
  softplus: unary("softplus"),
  not: [applied([bool(5)], (build, nodes) => build.node("not", nodes, {}))],

  add: binary("add"),
  subtract: binary("subtract"),
  multiply: binary("multiply"),
  divide: binary("divide"),
  maximum: binary("maximum"),
  minimum: binary("minimum"),
  power: [
    applied([f32(4), f32()], (build, nodes) => build.node("power", nodes, {}), [0.5, 1, 2, 30]),
    applied([f32(), f32(3)], (build, nodes) => build.node("power", nodes, {}), [0.9]),
  ],

  less: comparison("less"),
  lessEqual: comparison("lessEqual"),
  greater: comparison("greater"),
  greaterEqual: comparison("greaterEqual"),
  equal: comparison("equal"),
  notEqual: comparison("notEqual"),
  and: logical("and"),
  or: logical("or"),

  select: [
    applied([bool(2, 3), f32(2, 3), f32(2, 3)], (build, nodes) => build.node("select", nodes, {})),
    applied([bool(2, 1), f32(), f32(3)], (build, nodes) => build.node("select", nodes, {})),
  ],
  clip: [
    applied([f32(5, 5)], (build, nodes) => build.node("clip", nodes, { low: -0.5, high: 0.1 })),
  ],
  cast: [
    applied([bool(4)], (build, nodes) => build.node("cast", nodes, { to: "float32" })),
    applied([i32(4)], (build, nodes) => build.node("cast", nodes, { to: "float32" })),
    applied([i32(4)], (build, nodes) => build.node("cast", nodes, { to: "bool" })),
    applied(
      [f32(4)],
      (build, nodes) => build.node("cast", nodes, { to: "int32" }),
      [-1.9, -0.1, 0.9, 2.5],
    ),
    applied([f32(3)], (build, nodes) => build.node("cast", nodes, { to: "bool" }), [-0.1, 0, 3]),
  ],

  sum: reduction("sum"),
  max: reduction("max"),
  min: reduction("min"),
  argMax: [
    applied([f32(3, 4)], (build, nodes) => build.node("argMax", nodes, { axis: 1 })),
    applied([f32(3, 4)], (build, nodes) => build.node("argMax", nodes, { axis: 0 })),
    // A tie goes to the first.
    applied([f32(1, 4)], (build, nodes) => build.node("argMax", nodes, { axis: 1 }), [1, 3, 3, 2]),
  ],
  norm: [
    applied([f32(2, 3, 4)], (build, nodes) => build.node("norm", nodes, {})),
    applied([f32(2)], (build, nodes) => build.node("norm", nodes, {}), [0, 0]),
  ],

  reshape: [
    applied([f32(2, 6)], (build, [x]) => build.reshape(x!, [3, 1, 4])),
    applied([f32(4, 6)], (build, [x]) => build.reshape(x!, [1, 4, 3, 1, 2])),
    applied([f32(4, 3, 1, 2)], (build, [x]) => build.reshape(x!, [12, 2])),
    applied([f32(1, 1)], (build, [x]) => build.reshape(x!, [])),
  ],
  transpose: [applied([f32(2, 3, 4)], (build, [x]) => build.transpose(x!, [2, 0, 1]))],
  slice: [
    applied([f32(4, 5)], (build, nodes) =>
      build.node("slice", nodes, { begin: [1, 2], size: [2, 3] }),
    ),
    applied([f32(4, 5)], (build, nodes) =>
      build.node("slice", nodes, { begin: [0, 0], size: [4, 2] }),
    ),
  ],
  pad: [
    applied([f32(2, 3)], (build, nodes) =>
      build.node("pad", nodes, {
        paddings: [
          [1, 0],
          [2, 3],
        ],
        value: 0,
      }),
    ),
    applied([f32(4, 5)], (build, nodes) =>
      build.node("pad", nodes, {
        paddings: [
          [-1, 2],
          [1, -2],
        ],
        value: 0,
      }),
    ),
    applied([f32(2, 2)], (build, nodes) =>
      build.node("pad", nodes, {
        paddings: [
          [1, 1],
          [0, 0],
        ],
        value: -1.5,
      }),
    ),
  ],
  concat: [
    applied([f32(2, 1), f32(2, 3), f32(2, 2)], (build, nodes) =>
      build.node("concat", nodes, { axis: 1 }),
    ),
  ],
  tile: [
    applied([f32(2, 3)], (build, nodes) => build.node("tile", nodes, { repeats: [3, 2] })),
    applied([f32(2, 3)], (build, nodes) => build.node("tile", nodes, { repeats: [1, 2] })),
  ],
  gather: [
    applied([f32(2, 5, 3)], (build, nodes) =>
      build.node("gather", nodes, { axis: 1, indices: [4, 0, 0, 2] }),
    ),
  ],
  reverse: [
    applied([f32(2, 3, 4)], (build, nodes) => build.node("reverse", nodes, { axes: [0, 2] })),
  ],
  oneHot: [applied([i32(4)], (build, nodes) => build.node("oneHot", nodes, { depth: 3 }))],

  matMul: [
    ...[false, true].flatMap((transposeA) =>
      [false, true].flatMap((transposeB) =>
        [[], [2], [2, 3]].map((batch) =>
          applied(
            [
              f32(...batch, ...(transposeA ? [4, 5] : [5, 4])),
              f32(...batch, ...(transposeB ? [6, 4] : [4, 6])),
            ],
            (build, nodes) => build.node("matMul", nodes, { transposeA, transposeB }),
          ),
        ),
      ),
    ),
    // A mixing matrix meets each position of a kernel.
    ...[false, true].map((transposeA) =>
      applied([f32(4, 4), f32(3, 4, 2)], (build, nodes) =>
        build.node("matMul", nodes, { transposeA, transposeB: false }),
      ),
    ),
  ],
  mixChannels: [
    applied([f32(2, 3, 3, 4), f32(4, 5)], (build, nodes) => build.node("mixChannels", nodes, {})),
    applied([f32(4), f32(4, 4)], (build, nodes) => build.node("mixChannels", nodes, {})),
  ],
  conv2d: [
    ...convolution("conv2d"),
    applied([f32(2, 3, 9, 8), f32(4, 3, 2, 3), f32(4)], (build, nodes) =>
      build.node("conv2d", nodes, {
        layout: "nchw",
        strides: [1, 1],
        padding: [1, 0, 2, 1],
        dilations: [3, 2],
      }),
    ),
    ...[1, 2].map((stride) =>
      applied([f32(2, 12, 7, 6), f32(5, 12, 3, 4)], (build, nodes) =>
        build.node("conv2d", nodes, {
          layout: "nchw",
          strides: [stride, stride],
          padding: [1, 1, 1, 2],
          dilations: [1, 1],
          blocks: 3,
        }),
      ),
    ),
  ],
  conv2dInputGradient: convolution("conv2dInputGradient"),
  conv2dFilterGradient: convolution("conv2dFilterGradient"),

  softmax: [
    applied([f32(3, 5)], (build, nodes) => build.node("softmax", nodes, {})),
    applied([f32(1, 9)], (build, nodes) => build.node("softmax", nodes, {}), extremes),
  ],

  minMax: [
    applied([f32(3, 4)], (build, nodes) => build.node("minMax", nodes, { pairing: "adjacent" })),
    applied([f32(3, 4)], (build, nodes) => build.node("minMax", nodes, { pairing: "halves" })),
  ],
  minMaxGradient: [
    applied([f32(3, 4), f32(3, 4)], (build, nodes) =>
      build.node("minMaxGradient", nodes, { pairing: "adjacent" }),
    ),
    applied([f32(3, 4), f32(3, 4)], (build, nodes) =>
      build.node("minMaxGradient", nodes, { pairing: "halves" }),
    ),
  ],
};

/** Every operation with its cases. */
export const everyOperation = Object.entries(operationCases) as [
  Operation,
  readonly OperationCase[],
][];
