import { util } from "@tensorflow/tfjs-core";
import type { Node } from "../../graph/node.js";
import { sizeOf } from "../../graph/node.js";
import type { GraphBuilder } from "../../graph/builder.js";
import type { TraceKernel } from "./kernel.js";
import { positiveAxis } from "./kernel.js";

const reshape: TraceKernel = ({ build, input, attributes }) => {
  const x = input("x");
  return build.reshape(
    x,
    util.inferFromImplicitShape(attributes.numbers("shape"), sizeOf(x.shape)),
  );
};

const expandDims: TraceKernel = ({ build, input, attributes }) => {
  const x = input("input");
  return withAxis(build, x, positiveAxis(attributes.number("dim"), x.shape.length + 1));
};

const pack: TraceKernel = ({ build, all, attributes }) => {
  const axis = positiveAxis(attributes.number("axis"), (all[0]?.shape.length ?? 0) + 1);
  return build.node(
    "concat",
    all.map((each) => withAxis(build, each, axis)),
    { axis },
  );
};

function withAxis(build: GraphBuilder, x: Node, axis: number): Node {
  return build.reshape(x, [...x.shape.slice(0, axis), 1, ...x.shape.slice(axis)]);
}

const slice: TraceKernel = ({ build, input, attributes }) => {
  const x = input("x");
  const begin = attributes.numbers("begin");
  const size = attributes
    .numbers("size")
    .map((extent, axis) => (extent < 0 ? (x.shape[axis] ?? 0) - (begin[axis] ?? 0) : extent));
  return build.node("slice", [x], { begin, size });
};

const split: TraceKernel = ({ build, input, attributes }) => {
  const x = input("x");
  const axis = positiveAxis(attributes.number("axis"), x.shape.length);
  const given = attributes.numbers("numOrSizeSplits");
  const extent = x.shape[axis] ?? 0;
  const [parts = 1] = given;
  const sizes = given.length > 1 ? given : Array<number>(parts).fill(extent / parts);
  let start = 0;
  return sizes.map((length) => {
    const begin = x.shape.map((_, each) => (each === axis ? start : 0));
    const size = x.shape.map((whole, each) => (each === axis ? length : whole));
    start += length;
    return build.node("slice", [x], { begin, size });
  });
};

const pad: TraceKernel = ({ build, input, attributes }) => {
  const flat = attributes.numbers("paddings");
  const x = input("x");
  const paddings = x.shape.map(
    (_, axis) => [flat[2 * axis] ?? 0, flat[2 * axis + 1] ?? 0] as const,
  );
  return build.node("pad", [x], {
    paddings,
    value: attributes.optionalNumbers("constantValue")?.[0] ?? 0,
  });
};

const fill: TraceKernel = ({ build, attributes }) => {
  const dtype = attributes.string("dtype");
  if (dtype !== "float32" && dtype !== "int32" && dtype !== "bool")
    throw attributes.unexpected("dtype", "a number type");
  return build.fill(attributes.number("value"), { shape: attributes.numbers("shape"), dtype });
};

/** TF.js's kernels that move values without changing them. */
export const shapeKernels: Readonly<Record<string, TraceKernel>> = {
  Reshape: reshape,
  ExpandDims: expandDims,
  Pack: pack,
  Transpose: ({ build, input, attributes }) =>
    build.transpose(input("x"), attributes.numbers("perm")),
  Slice: slice,
  SplitV: split,
  Concat: ({ build, all, attributes }) =>
    build.node("concat", all, {
      axis: positiveAxis(attributes.number("axis"), all[0]?.shape.length ?? 0),
    }),
  PadV2: pad,
  Tile: ({ build, input, attributes }) =>
    build.node("tile", [input("x")], { repeats: attributes.numbers("reps") }),
  Fill: fill,
};
