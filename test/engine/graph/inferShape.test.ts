import assert from "node:assert/strict";
import { interpretNode } from "../../../src/engine/eager/interpret.js";
import { freeingTensors, tensorFromHost } from "../../../src/engine/eager/hostTensor.js";
import { GraphBuilder } from "../../../src/engine/graph/builder.js";
import { broadcastShapes } from "../../../src/engine/graph/inferShape.js";
import { print } from "../../../src/engine/graph/print.js";
import type { Node } from "../../../src/engine/graph/node.js";
import { ShapeError } from "../../../src/gloro/errors.js";
import type { TensorSpec } from "../../../src/gloro/program.js";
import { everyOperation } from "../operationCases.js";
import { f32 } from "../seededTensors.js";

const bool = (...shape: number[]): TensorSpec => ({ shape, dtype: "bool" });
const build = new GraphBuilder();
const x = (...shape: number[]): Node => build.input(`x${shape.join()}`, f32(...shape));
const plain = { transposeA: false, transposeB: false };
const window = {
  layout: "nhwc",
  strides: [1, 1],
  padding: [0, 0, 0, 0],
  dilations: [1, 1],
} as const;

/** What must not be built, and what its error names. */
const misfits: Readonly<Record<string, readonly [() => Node, RegExp]>> = {
  "other types": [
    () => build.node("add", [x(2), build.input("b", bool(2))], {}),
    /float32 and bool/,
  ],
  "shapes that do not broadcast": [
    () => build.node("add", [x(2, 3), x(2)], {}),
    /\[2,3\] and \[2\]/,
  ],
  "a missing operand": [() => build.node("add", [x(2)], {}), /Operand 1 is missing/],
  "a reshape to another size": [() => build.reshape(x(2, 3), [4]), /\[2,3\] to \[4\]/],
  "a transpose of fewer axes": [() => build.transpose(x(2, 3), [0]), /\[2,3\] by \(0\)/],
  "a transpose that repeats an axis": [() => build.transpose(x(2, 3), [1, 1]), /by \(1,1\)/],
  "a transpose past the last axis": [() => build.transpose(x(2, 3), [0, 2]), /no axis 2/],
  "a reduction past the last axis": [
    () => build.node("sum", [x(2, 3)], { axes: [2], keepDims: false }),
    /no axis 2/,
  ],
  "an argMax before the first axis": [
    () => build.node("argMax", [x(2, 3)], { axis: -1 }),
    /no axis -1/,
  ],
  "a slice past the end": [
    () => build.node("slice", [x(2, 3)], { begin: [0, 2], size: [2, 2] }),
    /2 from 2 of axis 1/,
  ],
  "a slice before the beginning": [
    () => build.node("slice", [x(3)], { begin: [-1], size: [2] }),
    /2 from -1 of axis 0/,
  ],
  "a pad of fewer axes": [
    () => build.node("pad", [x(2, 3)], { paddings: [[1, 1]], value: 0 }),
    /1 axes given/,
  ],
  "a join of unlike parts": [
    () => build.node("concat", [x(2, 3), x(2, 4)], { axis: 0 }),
    /\[2,3\] and \[2,4\]/,
  ],
  "an index past the end": [
    () => build.node("gather", [x(2, 3)], { axis: 1, indices: [3] }),
    /outside of axis 1/,
  ],
  "a product of unlike matrices": [
    () => build.node("matMul", [x(2, 3), x(4, 5)], plain),
    /3 is not 4/,
  ],
  "a product of unlike batches": [
    () => build.node("matMul", [x(2, 3, 4), x(3, 4, 5)], plain),
    /\[2\] and \[3\]/,
  ],
  "a mix of other channels": [
    () => build.node("mixChannels", [x(1, 2, 2, 3), x(4, 4)], {}),
    /\[1,2,2,3\] by \[4,4\]/,
  ],
  "a filter for other channels": [
    () => build.node("conv2d", [x(1, 4, 4, 3), x(2, 2, 2, 5)], window),
    /2 channels cannot read 3/,
  ],
  "a convolution of no image": [
    () => build.node("conv2d", [x(4, 4, 3), x(2, 2, 3, 5)], window),
    /four axes, got \[4,4,3\]/,
  ],
  "a MinMax gradient of another shape": [
    () => build.node("minMaxGradient", [x(2, 4), x(2, 2)], { pairing: "halves" }),
    /must have its input's shape/,
  ],
};

describe("inferShape", () => {
  for (const [operation, cases] of everyOperation)
    it(`says of ${operation} what TF.js computes`, () => {
      for (const { graph, inputs } of cases) {
        const node = graph.outputs.get("y")!;
        if (node.operation === "input") continue;
        const found = freeingTensors(() => {
          const operands = node.inputs.map((input) => {
            if (input.operation !== "input") throw new Error("A case is one operation on inputs.");
            return tensorFromHost(inputs[input.attributes.name]!);
          });
          const { shape, dtype } = interpretNode(node, operands);
          return { shape, dtype };
        });
        assert.deepEqual(found, { shape: [...node.shape], dtype: node.dtype }, print(graph));
      }
    });

  for (const [what, [make, message]] of Object.entries(misfits))
    it(`refuses ${what}`, () => {
      assert.throws(make, (error) => {
        assert.ok(error instanceof ShapeError, String(error));
        assert.match(error.message, message);
        return true;
      });
    });
});

describe("broadcastShapes", () => {
  it("broadcasts as NumPy does", () => {
    assert.deepEqual(broadcastShapes([], [2, 3]), [2, 3]);
    assert.deepEqual(broadcastShapes([4, 1, 3], [2, 1]), [4, 2, 3]);
    assert.deepEqual(broadcastShapes([1], [0]), [0]);
    assert.throws(() => broadcastShapes([2], [3]), ShapeError);
  });
});
