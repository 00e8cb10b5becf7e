import { ShapeError } from "../../gloro/errors.js";
import type { TensorSpec } from "../../gloro/program.js";
import { convolutionOutputExtent, dilated } from "./convolutionGeometry.js";
import { filterOf, image, imageShape } from "./imageShape.js";
import type { Node } from "./node.js";
import { sameShape, sizeOf } from "./node.js";
import type { Operation, OperationAttributes } from "./operations.js";

type Infer<Attributes> = (inputs: readonly TensorSpec[], attributes: Attributes) => TensorSpec;

const unary: Infer<unknown> = (inputs) => ({
  shape: at(inputs, 0).shape,
  dtype: at(inputs, 0).dtype,
});

const binary: Infer<unknown> = (inputs) => {
  const [a, b] = [at(inputs, 0), at(inputs, 1)];
  if (a.dtype !== b.dtype)
    throw new ShapeError(`Operands of type ${a.dtype} and ${b.dtype} cannot be combined.`);
  return { shape: broadcastShapes(a.shape, b.shape), dtype: a.dtype };
};

const comparison: Infer<unknown> = (inputs, attributes) => ({
  shape: binary(inputs, attributes).shape,
  dtype: "bool",
});

const reduction: Infer<OperationAttributes["sum"]> = (inputs, { axes, keepDims }) => {
  const { shape, dtype } = at(inputs, 0);
  for (const axis of axes) inside(axis, shape);
  return {
    shape: keepDims
      ? shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent))
      : shape.filter((_, axis) => !axes.includes(axis)),
    dtype,
  };
};

/** The shape and type of each operation's value; throws ShapeError where operands do not fit. */
export const inferShape: { readonly [K in Operation]: Infer<OperationAttributes[K]> } = {
  input: (_, { spec }) => ({ shape: spec.shape, dtype: spec.dtype }),
  constant: (_, { tensor }) => ({ shape: tensor.shape, dtype: tensor.dtype }),
  fill: (_, { spec }) => ({ shape: spec.shape, dtype: spec.dtype }),

  negate: unary,
  exp: unary,
  log: unary,
  sqrt: unary,
  square: unary,
  reciprocal: unary,
  abs: unary,
  sign: unary,
  relu: unary,
  tanh: unary,
  sigmoid: unary,
  softplus: unary,
  not: unary,

  add: binary,
  subtract: binary,
  multiply: binary,
  divide: binary,
  maximum: binary,
  minimum: binary,
  power: binary,

  less: comparison,
  lessEqual: comparison,
  greater: comparison,
  greaterEqual: comparison,
  equal: comparison,
  notEqual: comparison,
  and: comparison,
  or: comparison,

  select: (inputs) => {
    const [condition, a, b] = [at(inputs, 0), at(inputs, 1), at(inputs, 2)];
    return {
      shape: broadcastShapes(condition.shape, broadcastShapes(a.shape, b.shape)),
      dtype: a.dtype,
    };
  },
  clip: unary,
  cast: (inputs, { to }) => ({ shape: at(inputs, 0).shape, dtype: to }),

  sum: reduction,
  max: reduction,
  min: reduction,
  argMax: (inputs, { axis }) => {
    const { shape } = at(inputs, 0);
    inside(axis, shape);
    return { shape: shape.filter((_, each) => each !== axis), dtype: "int32" };
  },
  norm: () => ({ shape: [], dtype: "float32" }),

  reshape: (inputs, { shape }) => {
    const { shape: from, dtype } = at(inputs, 0);
    if (sizeOf(shape) !== sizeOf(from))
      throw new ShapeError(`Cannot reshape [${from.join()}] to [${shape.join()}].`);
    return { shape, dtype };
  },
  transpose: (inputs, { permutation }) => {
    const { shape, dtype } = at(inputs, 0);
    if (permutation.length !== shape.length || new Set(permutation).size !== shape.length)
      throw new ShapeError(`Cannot transpose [${shape.join()}] by (${permutation.join()}).`);
    return { shape: permutation.map((axis) => extentOf(shape, axis)), dtype };
  },
  slice: (inputs, { begin, size }) => {
    const { shape, dtype } = at(inputs, 0);
    size.forEach((extent, axis) => {
      const start = begin[axis] ?? 0;
      if (start < 0 || start + extent > extentOf(shape, axis))
        throw new ShapeError(
          `Cannot slice ${extent} from ${start} of axis ${axis} of [${shape.join()}].`,
        );
    });
    return { shape: size, dtype };
  },
  pad: (inputs, { paddings }) => {
    const { shape, dtype } = at(inputs, 0);
    if (paddings.length !== shape.length)
      throw new ShapeError(`Cannot pad [${shape.join()}]: ${paddings.length} axes given.`);
    return {
      shape: shape.map(
        (extent, axis) => extent + (paddings[axis]?.[0] ?? 0) + (paddings[axis]?.[1] ?? 0),
      ),
      dtype,
    };
  },
  concat: (inputs, { axis }) => {
    const first = at(inputs, 0);
    const others = ({ shape }: TensorSpec): number[] => shape.filter((_, each) => each !== axis);
    const unlike = inputs.find((each) => !sameShape(others(each), others(first)));
    if (unlike)
      throw new ShapeError(
        `Cannot join [${first.shape.join()}] and [${unlike.shape.join()}] along axis ${axis}.`,
      );
    const total = inputs.reduce((sum, each) => sum + extentOf(each.shape, axis), 0);
    return {
      shape: first.shape.map((extent, each) => (each === axis ? total : extent)),
      dtype: first.dtype,
    };
  },
  tile: (inputs, { repeats }) => ({
    shape: at(inputs, 0).shape.map((extent, axis) => extent * (repeats[axis] ?? 1)),
    dtype: at(inputs, 0).dtype,
  }),
  gather: (inputs, { axis, indices }) => {
    const { shape, dtype } = at(inputs, 0);
    const extent = extentOf(shape, axis);
    if (indices.some((index) => index < 0 || index >= extent))
      throw new ShapeError(`An index lies outside of axis ${axis} of [${shape.join()}].`);
    return { shape: shape.map((each, a) => (a === axis ? indices.length : each)), dtype };
  },
  reverse: unary,
  oneHot: (inputs, { depth }) => ({ shape: [...at(inputs, 0).shape, depth], dtype: "float32" }),

  matMul: (inputs, { transposeA, transposeB }) => {
    const [a, b] = [at(inputs, 0).shape, at(inputs, 1).shape];
    const [rows, inner] = lastTwo(a, transposeA);
    const [innerB, columns] = lastTwo(b, transposeB);
    if (inner !== innerB)
      throw new ShapeError(
        `Cannot multiply [${a.join()}] by [${b.join()}]: ${inner} is not ${innerB}.`,
      );
    return {
      shape: [...broadcastShapes(a.slice(0, -2), b.slice(0, -2)), rows, columns],
      dtype: "float32",
    };
  },
  mixChannels: (inputs) => {
    const [x, mix] = [at(inputs, 0).shape, at(inputs, 1).shape];
    if (x.at(-1) !== mix[0])
      throw new ShapeError(`Cannot mix the channels of [${x.join()}] by [${mix.join()}].`);
    return { shape: [...x.slice(0, -1), extentOf(mix, 1)], dtype: "float32" };
  },
  conv2d: (inputs, { layout, strides, padding, dilations }) => {
    const x = image(at(inputs, 0).shape, layout);
    const filter = filterOf(at(inputs, 1).shape, layout);
    if (x.channels !== filter.inputs)
      throw new ShapeError(`A filter for ${filter.inputs} channels cannot read ${x.channels}.`);
    return {
      shape: imageShape(layout, {
        batch: x.batch,
        height: convolutionOutputExtent(
          x.height,
          dilated(filter.height, dilations[0]),
          strides[0],
          padding[0] + padding[1],
        ),
        width: convolutionOutputExtent(
          x.width,
          dilated(filter.width, dilations[1]),
          strides[1],
          padding[2] + padding[3],
        ),
        channels: filter.outputs,
      }),
      dtype: "float32",
    };
  },
  conv2dInputGradient: (_, { inputShape }) => ({ shape: inputShape, dtype: "float32" }),
  conv2dFilterGradient: (_, { filterShape }) => ({ shape: filterShape, dtype: "float32" }),

  softmax: unary,

  minMax: unary,
  minMaxGradient: (inputs) => {
    const [x, gradient] = [at(inputs, 0), at(inputs, 1)];
    if (!sameShape(x.shape, gradient.shape))
      throw new ShapeError("The gradient of MinMax must have its input's shape.");
    return { shape: x.shape, dtype: "float32" };
  },
};

/** The shape and type of a node, from its operation, inputs and attributes. */
export function inferNodeShape(
  node: Pick<Node, "operation" | "inputs" | "attributes">,
): TensorSpec {
  // A node's attributes are those of its operation: NodeOf ties them.
  const infer = inferShape[node.operation] as Infer<Node["attributes"]>;
  return infer(node.inputs, node.attributes);
}

/** The shape of `a` and `b` broadcast against each other as NumPy does. */
export function broadcastShapes(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const x = a[a.length - rank + axis] ?? 1;
    const y = b[b.length - rank + axis] ?? 1;
    if (x !== y && x !== 1 && y !== 1)
      throw new ShapeError(`[${a.join()}] and [${b.join()}] do not broadcast.`);
    return x === 1 ? y : x;
  });
}

function at(inputs: readonly TensorSpec[], index: number): TensorSpec {
  const input = inputs[index];
  if (!input) throw new ShapeError(`Operand ${index} is missing.`);
  return input;
}

function inside(axis: number, shape: readonly number[]): void {
  if (!Number.isInteger(axis) || axis < 0 || axis >= shape.length)
    throw new ShapeError(`There is no axis ${axis} in [${shape.join()}].`);
}

function extentOf(shape: readonly number[], axis: number): number {
  inside(axis, shape);
  return shape[axis] ?? 0;
}

function lastTwo(shape: readonly number[], transposed: boolean): [number, number] {
  const rows = extentOf(shape, shape.length - 2);
  const columns = extentOf(shape, shape.length - 1);
  return transposed ? [columns, rows] : [rows, columns];
}
