import * as tf from "@tensorflow/tfjs-core";
import type { HostTensor, HostTensors } from "../../gloro/program.js";
import { compositeConv2dInBlocks } from "../../gloro/kernels/conv2dInBlocks.js";
import { compositeMinMax, compositeMinMaxGrad } from "../../gloro/kernels/minMax.js";
import { image } from "../graph/imageShape.js";
import type { Graph, Node } from "../graph/node.js";
import { nodesOf } from "../graph/node.js";
import type { Layout, Operation, OperationAttributes, Padding } from "../graph/operations.js";
import { onCpuBackend } from "./cpuBackend.js";
import { freeingTensors, tensorFromHost, tensorToHost } from "./hostTensor.js";

type Interpret<Attributes> = (inputs: readonly tf.Tensor[], attributes: Attributes) => tf.Tensor;

const unary =
  (apply: (x: tf.Tensor) => tf.Tensor): Interpret<unknown> =>
  (inputs) =>
    apply(at(inputs, 0));

const binary =
  (apply: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): Interpret<unknown> =>
  (inputs) =>
    apply(at(inputs, 0), at(inputs, 1));

/** What each operation means, in eager TF.js: the reference for rewrites and lowerings. */
const interpretations: { readonly [K in Operation]: Interpret<OperationAttributes[K]> } = {
  input: () => {
    throw new Error("An input has no value of its own.");
  },
  constant: (_, { tensor }) => tensorFromHost(tensor),
  fill: (_, { value, spec }) => tf.fill([...spec.shape], value, spec.dtype),

  negate: unary(tf.neg),
  exp: unary(tf.exp),
  log: unary(tf.log),
  sqrt: unary(tf.sqrt),
  square: unary(tf.square),
  reciprocal: unary(tf.reciprocal),
  abs: unary(tf.abs),
  sign: unary(tf.sign),
  relu: unary(tf.relu),
  tanh: unary(tf.tanh),
  sigmoid: unary(tf.sigmoid),
  softplus: unary(tf.softplus),
  not: unary(tf.logicalNot),

  add: binary(tf.add),
  subtract: binary(tf.sub),
  multiply: binary(tf.mul),
  divide: binary(tf.div),
  maximum: binary(tf.maximum),
  minimum: binary(tf.minimum),
  power: binary(tf.pow),

  less: binary(tf.less),
  lessEqual: binary(tf.lessEqual),
  greater: binary(tf.greater),
  greaterEqual: binary(tf.greaterEqual),
  equal: binary(tf.equal),
  notEqual: binary(tf.notEqual),
  and: binary(tf.logicalAnd),
  or: binary(tf.logicalOr),

  select: (inputs) => tf.where(at(inputs, 0), at(inputs, 1), at(inputs, 2)),
  clip: (inputs, { low, high }) => tf.clipByValue(at(inputs, 0), low, high),
  cast: (inputs, { to }) => tf.cast(at(inputs, 0), to),

  sum: (inputs, { axes, keepDims }) => tf.sum(at(inputs, 0), [...axes], keepDims),
  max: (inputs, { axes, keepDims }) => tf.max(at(inputs, 0), [...axes], keepDims),
  min: (inputs, { axes, keepDims }) => tf.min(at(inputs, 0), [...axes], keepDims),
  argMax: (inputs, { axis }) => tf.argMax(at(inputs, 0), axis),
  norm: unary((x) => tf.sqrt(tf.sum(tf.square(x)))),

  reshape: (inputs, { shape }) => tf.reshape(at(inputs, 0), [...shape]),
  transpose: (inputs, { permutation }) => tf.transpose(at(inputs, 0), [...permutation]),
  slice: (inputs, { begin, size }) => tf.slice(at(inputs, 0), [...begin], [...size]),
  pad: (inputs, { paddings, value }) => padOrCrop(at(inputs, 0), paddings, value),
  concat: (inputs, { axis }) => tf.concat([...inputs], axis),
  tile: (inputs, { repeats }) => tf.tile(at(inputs, 0), [...repeats]),
  gather: (inputs, { axis, indices }) =>
    tf.gather(at(inputs, 0), tf.tensor1d([...indices], "int32"), axis),
  reverse: (inputs, { axes }) => tf.reverse(at(inputs, 0), [...axes]),
  oneHot: (inputs, { depth }) =>
    tf.cast(tf.oneHot(tf.cast(at(inputs, 0), "int32"), depth), "float32"),

  matMul: (inputs, { transposeA, transposeB }) =>
    tf.matMul(at(inputs, 0), at(inputs, 1), transposeA, transposeB),
  mixChannels: (inputs) => {
    const x = at(inputs, 0);
    const channels = x.shape.at(-1) ?? 1;
    const mixed = tf.matMul(tf.reshape(x, [-1, channels]), at(inputs, 1));
    return tf.reshape(mixed, [...x.shape.slice(0, -1), mixed.shape[1] ?? channels]);
  },
  conv2d: (inputs, { layout, strides, padding, dilations, blocks = 1 }) => {
    const [x, filter, bias] = inputs;
    const y = compositeConv2dInBlocks(
      toNhwc(x, layout),
      toHwio(filter, layout),
      blocks,
      (part, kernel) =>
        tf.conv2d(part, kernel, [...strides], explicit(padding), "NHWC", [...dilations]),
    );
    return fromNhwc(bias ? tf.add(y, bias) : y, layout);
  },
  conv2dInputGradient: (inputs, { layout, strides, padding, inputShape }) => {
    const { batch, height, width, channels } = image(inputShape, layout);
    const gradient = tf.conv2dTranspose(
      toNhwc(inputs[0], layout),
      toHwio(inputs[1], layout),
      [batch, height, width, channels],
      [...strides],
      explicit(padding),
    );
    return fromNhwc(gradient, layout);
  },
  conv2dFilterGradient: (inputs, { layout, strides, padding, filterShape }) => {
    const x = toNhwc(inputs[0], layout);
    const dy = toNhwc(inputs[1], layout);
    const shape =
      layout === "nhwc" ? filterShape : [2, 3, 1, 0].map((axis) => filterShape[axis] ?? 1);
    const gradient = tf
      .engine()
      .runKernel(
        "Conv2DBackpropFilter",
        { x, dy },
        { strides: [...strides], pad: explicit(padding), dataFormat: "NHWC", filterShape: shape },
      );
    return layout === "nhwc" ? single(gradient) : tf.transpose(single(gradient), [3, 2, 0, 1]);
  },

  softmax: unary((x) => tf.softmax(x)),

  minMax: (inputs, { pairing }) => compositeMinMax(at(inputs, 0), pairing),
  minMaxGradient: (inputs, { pairing }) =>
    compositeMinMaxGrad(at(inputs, 0), at(inputs, 1), pairing),
};

/** The value of one node, from the values of its inputs. The caller disposes of it. */
export function interpretNode(node: Node, inputs: readonly tf.Tensor[]): tf.Tensor {
  // A node's attributes are those of its operation: NodeOf ties them.
  const apply = interpretations[node.operation] as Interpret<Node["attributes"]>;
  return apply(inputs, node.attributes);
}

/** Runs a whole graph on TF.js's CPU backend, one operation after the other. */
export function interpret(graph: Graph, inputs: HostTensors): HostTensors {
  return onCpuBackend(() =>
    freeingTensors(() => {
      const values = new Map<Node, tf.Tensor>();
      for (const node of nodesOf(graph)) values.set(node, valueOf(node, inputs, values));
      return Object.fromEntries(
        [...graph.outputs].map(
          ([name, node]) => [name, tensorToHost(found(values.get(node)), node)] as const,
        ),
      );
    }),
  );
}

function valueOf(node: Node, inputs: HostTensors, values: ReadonlyMap<Node, tf.Tensor>): tf.Tensor {
  if (node.operation !== "input")
    return interpretNode(
      node,
      node.inputs.map((input) => found(values.get(input))),
    );
  const given = inputs[node.attributes.name];
  if (!given) throw new Error(`The input "${node.attributes.name}" was not given.`);
  return tensorFromHost(given);
}

/** The value of a node all of whose inputs are constants. */
export function fold(node: Node, constants: readonly HostTensor[]): HostTensor {
  return onCpuBackend(() =>
    freeingTensors(() => tensorToHost(interpretNode(node, constants.map(tensorFromHost)), node)),
  );
}

function at(inputs: readonly tf.Tensor[], index: number): tf.Tensor {
  return found(inputs[index]);
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("An operation lacks an operand.");
  return value;
}

function single(result: tf.Tensor | tf.Tensor[]): tf.Tensor {
  return Array.isArray(result) ? found(result[0]) : result;
}

function toNhwc(x: tf.Tensor | undefined, layout: Layout): tf.Tensor4D {
  return asFour(layout === "nhwc" ? found(x) : tf.transpose(found(x), [0, 2, 3, 1]));
}

function toHwio(filter: tf.Tensor | undefined, layout: Layout): tf.Tensor4D {
  return asFour(layout === "nhwc" ? found(filter) : tf.transpose(found(filter), [2, 3, 1, 0]));
}

function fromNhwc(y: tf.Tensor, layout: Layout): tf.Tensor {
  return layout === "nhwc" ? y : tf.transpose(y, [0, 3, 1, 2]);
}

function asFour(x: tf.Tensor): tf.Tensor4D {
  const [a = 1, b = 1, c = 1, d = 1] = x.shape;
  return tf.reshape(x, [a, b, c, d]);
}

function explicit([top, bottom, left, right]: Padding): [
  [number, number],
  [number, number],
  [number, number],
  [number, number],
] {
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

function padOrCrop(
  x: tf.Tensor,
  paddings: readonly (readonly [number, number])[],
  value: number,
): tf.Tensor {
  const grown = paddings.map(([before, after]): [number, number] => [
    Math.max(before, 0),
    Math.max(after, 0),
  ]);
  const padded = tf.pad(x, grown, value);
  const begin = paddings.map(([before]) => Math.max(-before, 0));
  const size = padded.shape.map(
    (extent, axis) => extent - (begin[axis] ?? 0) - Math.max(-(paddings[axis]?.[1] ?? 0), 0),
  );
  return tf.slice(padded, begin, size);
}
