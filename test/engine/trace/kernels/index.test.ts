import assert from "node:assert/strict";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-layers";
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor, Tensor4D } from "@tensorflow/tfjs-core";
import { interpret } from "../../../../src/engine/eager/interpret.js";
import { traceKernels } from "../../../../src/engine/trace/kernels/index.js";
import { trace } from "../../../../src/engine/trace/trace.js";
import { conv2dInBlocks } from "../../../../src/gloro/kernels/conv2dInBlocks.js";
import { minMax, pairings } from "../../../../src/gloro/kernels/minMax.js";
import type { Program, TensorSpecs } from "../../../../src/gloro/program.js";
import { runEagerly } from "../../../gloro/eager.js";
import { assertSameTensors } from "../../assertSame.js";
import { f32, seededTensors } from "../../seededTensors.js";

type Use = (a: Tensor, b: Tensor) => Tensor;

/** What each use is given. */
const operands: TensorSpecs = { a: f32(3, 4), b: f32(3, 4) };

const positive = (x: Tensor): Tensor => tf.add(tf.square(x), 0.1);
const isPositive = (x: Tensor): Tensor => tf.greater(x, 0);
const integers = (x: Tensor): Tensor => tf.cast(isPositive(x), "int32");
const images = (x: Tensor): Tensor4D => tf.reshape(x, [1, 3, 2, 2]);
const filter = (x: Tensor): Tensor4D => tf.reshape(x, [1, 2, 2, 3]);

/** TF.js calls that use each kernel, in every form that its row of the table tells apart. */
const uses: Readonly<Record<string, readonly Use[]>> = {
  Identity: [(a) => tf.clone(a)],
  Cast: [(a) => tf.cast(a, "int32"), (a) => tf.cast(isPositive(a), "float32")],
  Select: [
    (a, b) => tf.where(isPositive(a), a, b),
    (a, b) => tf.where(isPositive(a), -Infinity, b),
  ],
  ZerosLike: [(a) => tf.zerosLike(a), (a) => tf.zerosLike(integers(a))],
  OnesLike: [(a) => tf.onesLike(a)],
  Neg: [(a) => tf.neg(a)],
  Exp: [(a) => tf.exp(a)],
  Log: [(a) => tf.log(positive(a))],
  Sqrt: [(a) => tf.sqrt(positive(a))],
  Rsqrt: [(a) => tf.rsqrt(positive(a))],
  Square: [(a) => tf.square(a)],
  Reciprocal: [(a) => tf.reciprocal(positive(a))],
  Abs: [(a) => tf.abs(a)],
  Sign: [(a) => tf.sign(a)],
  Relu: [(a) => tf.relu(a)],
  Tanh: [(a) => tf.tanh(a)],
  Sigmoid: [(a) => tf.sigmoid(a)],
  ClipByValue: [(a) => tf.clipByValue(a, -0.5, 0.25)],
  Softplus: [(a) => tf.softplus(a)],
  Step: [(a) => tf.step(a), (a) => tf.step(a, 0.3)],
  Add: [(a, b) => tf.add(a, b), (a) => tf.add(a, tf.sum(a, 1, true))],
  AddN: [(a, b) => tf.addN([a, b, a])],
  Sub: [(a, b) => tf.sub(a, b)],
  Multiply: [(a, b) => tf.mul(a, b)],
  RealDiv: [(a, b) => tf.div(a, positive(b))],
  Maximum: [(a, b) => tf.maximum(a, b)],
  Minimum: [(a, b) => tf.minimum(a, b)],
  Pow: [(a, b) => tf.pow(positive(a), b)],
  SquaredDifference: [(a, b) => tf.squaredDifference(a, b)],
  Less: [(a, b) => tf.less(a, b)],
  LessEqual: [(a, b) => tf.lessEqual(integers(a), integers(b))],
  Greater: [(a, b) => tf.greater(a, b)],
  GreaterEqual: [(a, b) => tf.greaterEqual(integers(a), integers(b))],
  Equal: [(a, b) => tf.equal(integers(a), integers(b))],
  NotEqual: [(a, b) => tf.notEqual(integers(a), integers(b))],
  LogicalAnd: [(a, b) => tf.logicalAnd(isPositive(a), isPositive(b))],
  LogicalOr: [(a, b) => tf.logicalOr(isPositive(a), isPositive(b))],
  LogicalNot: [(a) => tf.logicalNot(isPositive(a))],
  Softmax: [(a) => tf.softmax(a)],

  Sum: [
    (a) => tf.sum(a),
    (a) => tf.sum(a, -1),
    (a) => tf.sum(a, [1, 0], true),
    (a) => tf.sum(isPositive(a), 0),
  ],
  Max: [(a) => tf.max(a), (a) => tf.max(a, -1, true)],
  Min: [(a) => tf.min(a), (a) => tf.min(a, 0)],
  Mean: [(a) => tf.mean(a), (a) => tf.mean(a, -1, true)],
  ArgMax: [(a) => tf.argMax(a, 1), (a) => tf.argMax(a, -1), (a) => tf.argMax(a, 0)],

  Reshape: [(a) => tf.reshape(a, [2, 6]), (a) => tf.reshape(a, [-1, 3])],
  ExpandDims: [(a) => tf.expandDims(a, 1), (a) => tf.expandDims(a, -1)],
  Pack: [(a, b) => tf.stack([a, b]), (a, b) => tf.stack([a, b], -1)],
  Transpose: [(a) => tf.transpose(a), (a) => tf.transpose(images(a), [3, 1, 0, 2])],
  Slice: [(a) => tf.slice(a, [1, 0], [-1, 2]), (a) => tf.slice(a, [0, 1], [2, 3])],
  SplitV: [
    (a) => tf.split(a, 2, 1)[1]!,
    (a) => tf.split(a, [1, 2], 0)[1]!,
    (a) => tf.split(a, [1, 3], -1)[0]!,
  ],
  Concat: [(a, b) => tf.concat([a, b], 1), (a, b) => tf.concat([a, b, a], -1)],
  PadV2: [
    (a) =>
      tf.pad(a, [
        [1, 0],
        [0, 2],
      ]),
    (a) =>
      tf.pad(
        a,
        [
          [0, 0],
          [1, 1],
        ],
        2.5,
      ),
  ],
  Tile: [(a) => tf.tile(a, [2, 1])],
  Fill: [(a) => tf.add(a, tf.fill([3, 4], 0.5))],

  BatchMatMul: [
    (a, b) => tf.matMul(a, b, false, true),
    (a, b) => tf.matMul(a, b, true, false),
    (a, b) => tf.matMul(tf.reshape(a, [2, 2, 3]), tf.reshape(b, [2, 3, 2])),
  ],
  OneHot: [
    (a) => tf.oneHot(tf.argMax(a, 1), 4, 1, 0, "float32"),
    (a) => tf.oneHot(tf.argMax(a, 1), 4, 3, -1, "float32"),
  ],
  Conv2D: [
    (a, b) => tf.conv2d(images(a), filter(b), 1, "same"),
    (a, b) => tf.conv2d(images(a), filter(b), [2, 1], "valid"),
  ],
  Conv2DInBlocks: [
    (a, b) => conv2dInBlocks(images(a), filter(b), { strides: [1, 1], pad: "same" }, [2, 2]),
    (a, b) => conv2dInBlocks(images(a), filter(b), { strides: [2, 1], pad: "valid" }, [2, 2]),
  ],
  Conv2DBackpropInput: [
    (a, b) => tf.conv2dTranspose(images(a), tf.reshape(b, [1, 2, 3, 2]), [1, 6, 4, 3], 2, "same"),
    (a, b) => tf.grad((x: Tensor) => tf.sum(tf.conv2d(images(x), filter(b), [2, 1], "valid")))(a),
  ],
  Conv2DBackpropFilter: [
    (a, b) =>
      tf.grad((f: Tensor) => tf.sum(tf.square(tf.conv2d(images(a), filter(f), 1, "same"))))(b),
    (a, b) =>
      tf.grad((f: Tensor) => tf.sum(tf.square(tf.conv2d(images(a), filter(f), [2, 1], "valid"))))(
        b,
      ),
  ],
  MinMax: pairings.map((pairing) => (a) => minMax(a, pairing)),
  MinMaxGrad: pairings.map(
    (pairing) => (a, b) => tf.grad((x: Tensor) => tf.sum(tf.mul(minMax(x, pairing), b)))(a),
  ),
};

const programOf = (use: Use): Program => ({
  name: "use",
  state: {},
  inputs: operands,
  body: (_, { a, b }) => ({ state: {}, outputs: { y: use(a!, b!) } }),
});

describe("traceKernels", () => {
  before(() => tf.setBackend("cpu"));

  it("has a case here for every kernel", () => {
    assert.deepEqual(Object.keys(uses).sort(), Object.keys(traceKernels).sort());
  });

  for (const [kernel, forms] of Object.entries(uses))
    it(`records ${kernel} as TF.js computes it`, async () => {
      const inputs = seededTensors(operands, 21);
      for (const [form, use] of forms.entries()) {
        const program = programOf(use);
        const eager = runEagerly(program, {}, inputs).outputs;
        assertSameTensors(interpret(trace(program), inputs), eager, `form ${form}`);
        const profile = await tf.profile(() =>
          use(tf.tensor(inputs["a"]!.data, [3, 4]), tf.tensor(inputs["b"]!.data, [3, 4])),
        );
        assert.ok(profile.kernelNames.includes(kernel), `form ${form} does not use ${kernel}`);
      }
    });

  it("refuses attributes that it cannot record", () => {
    const dilated = programOf((a, b) => tf.conv2d(images(a), filter(b), 1, "same", "NHWC", [1, 2]));
    assert.throws(() => trace(dilated), /Conv2D was called with dilations = \[1,2\]; expected 1/);
    const explicit = programOf((a, b) =>
      tf.conv2d(images(a), filter(b), 1, [
        [0, 0],
        [1, 1],
        [1, 1],
        [0, 0],
      ]),
    );
    assert.throws(() => trace(explicit), /Conv2D was called with pad = \[\[0,0\]/);
  });
});
