import { sizeOf } from "../../graph/node.js";
import type { Node } from "../../graph/node.js";
import type { KernelCall, TraceKernel } from "./kernel.js";
import { positiveAxis } from "./kernel.js";

/** TF.js names the axes `axis`, or for Max and Min `reductionIndices`; none means all. */
function axesOf({ attributes }: KernelCall, x: Node): number[] {
  const axes = attributes.optionalNumbers("axis") ?? attributes.optionalNumbers("reductionIndices");
  return (axes ?? x.shape.map((_, axis) => axis))
    .map((axis) => positiveAxis(axis, x.shape.length))
    .sort((a, b) => a - b);
}

const reduction =
  (operation: "sum" | "max" | "min"): TraceKernel =>
  (call) => {
    const x = call.input("x");
    const counted = x.dtype === "bool" ? call.build.node("cast", [x], { to: "int32" }) : x;
    return call.build.node(operation, [counted], {
      axes: axesOf(call, x),
      keepDims: call.attributes.boolean("keepDims"),
    });
  };

const mean: TraceKernel = (call) => {
  const x = call.input("x");
  const axes = axesOf(call, x);
  const total = call.build.node("sum", [x], {
    axes,
    keepDims: call.attributes.boolean("keepDims"),
  });
  const count = sizeOf(axes.map((axis) => x.shape[axis] ?? 1));
  return call.build.node("multiply", [total, call.build.scalar(1 / count)], {});
};

const argMax: TraceKernel = ({ build, input, attributes }) => {
  const x = input("x");
  return build.node("argMax", [x], {
    axis: positiveAxis(attributes.number("axis"), x.shape.length),
  });
};

/** TF.js's reductions. */
export const reductionKernels: Readonly<Record<string, TraceKernel>> = {
  Sum: reduction("sum"),
  Max: reduction("max"),
  Min: reduction("min"),
  Mean: mean,
  ArgMax: argMax,
};
