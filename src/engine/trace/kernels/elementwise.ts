import type { DType } from "../../../gloro/program.js";
import type { KernelCall, TraceKernel } from "./kernel.js";
import { plain } from "./kernel.js";

const dtypes: readonly string[] = ["float32", "int32", "bool"] satisfies readonly DType[];

const isDType = (text: string): text is DType => dtypes.includes(text);

const cast: TraceKernel = ({ build, input, attributes }) => {
  const to = attributes.string("dtype");
  if (!isDType(to)) throw attributes.unexpected("dtype", dtypes.join(" or "));
  return build.node("cast", [input("x")], { to });
};

const reciprocalRoot: TraceKernel = ({ build, input }) =>
  build.node("reciprocal", [build.node("sqrt", [input("x")], {})], {});

const squaredDifference: TraceKernel = ({ build, input }) =>
  build.node("square", [build.node("subtract", [input("a"), input("b")], {})], {});

const sumOfAll: TraceKernel = ({ build, all }) =>
  all.reduce((sum, each) => build.node("add", [sum, each], {}));

/** 1 where x > 0, else `alpha`: the derivative of a (leaky) ReLU. */
const step: TraceKernel = ({ build, input, attributes }) => {
  const alpha = attributes.optionalNumbers("alpha")?.[0] ?? 0;
  const x = input("x");
  const positive = build.node("greater", [x, build.scalar(0)], {});
  const mask = build.node("cast", [positive], { to: "float32" });
  if (alpha === 0) return mask;
  const scaled = build.node("multiply", [mask, build.scalar(1 - alpha)], {});
  return build.node("add", [scaled, build.scalar(alpha)], {});
};

const filled =
  (value: number) =>
  ({ build, input }: KernelCall) =>
    build.fill(value, input("x"));

/** TF.js's elementwise kernels. */
export const elementwiseKernels: Readonly<Record<string, TraceKernel>> = {
  Identity: ({ input }) => input("x"),
  Cast: cast,
  Select: plain<"select">("select", "condition", "t", "e"),
  ZerosLike: filled(0),
  OnesLike: filled(1),

  Neg: plain<"negate">("negate", "x"),
  Exp: plain<"exp">("exp", "x"),
  Log: plain<"log">("log", "x"),
  Sqrt: plain<"sqrt">("sqrt", "x"),
  Rsqrt: reciprocalRoot,
  Square: plain<"square">("square", "x"),
  Reciprocal: plain<"reciprocal">("reciprocal", "x"),
  Abs: plain<"abs">("abs", "x"),
  Sign: plain<"sign">("sign", "x"),
  Relu: plain<"relu">("relu", "x"),
  Tanh: plain<"tanh">("tanh", "x"),
  Sigmoid: plain<"sigmoid">("sigmoid", "x"),
  ClipByValue: ({ build, input, attributes }) =>
    build.node("clip", [input("x")], {
      low: attributes.number("clipValueMin"),
      high: attributes.number("clipValueMax"),
    }),
  Softplus: plain<"softplus">("softplus", "x"),
  Step: step,

  Add: plain<"add">("add", "a", "b"),
  AddN: sumOfAll,
  Sub: plain<"subtract">("subtract", "a", "b"),
  Multiply: plain<"multiply">("multiply", "a", "b"),
  RealDiv: plain<"divide">("divide", "a", "b"),
  Maximum: plain<"maximum">("maximum", "a", "b"),
  Minimum: plain<"minimum">("minimum", "a", "b"),
  Pow: plain<"power">("power", "a", "b"),
  SquaredDifference: squaredDifference,

  Less: plain<"less">("less", "a", "b"),
  LessEqual: plain<"lessEqual">("lessEqual", "a", "b"),
  Greater: plain<"greater">("greater", "a", "b"),
  GreaterEqual: plain<"greaterEqual">("greaterEqual", "a", "b"),
  Equal: plain<"equal">("equal", "a", "b"),
  NotEqual: plain<"notEqual">("notEqual", "a", "b"),
  LogicalAnd: plain<"and">("and", "a", "b"),
  LogicalOr: plain<"or">("or", "a", "b"),
  LogicalNot: plain<"not">("not", "x"),

  Softmax: plain<"softmax">("softmax", "logits"),
};
