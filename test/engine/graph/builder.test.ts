import assert from "node:assert/strict";
import type { Rule } from "../../../src/engine/graph/builder.js";
import { GraphBuilder } from "../../../src/engine/graph/builder.js";
import { f32 } from "../seededTensors.js";

describe("GraphBuilder", () => {
  it("makes equal nodes one node", () => {
    const build = new GraphBuilder();
    const x = build.input("x", f32(2, 3));
    const square = () => build.node("square", [build.node("negate", [x], {})], {});
    assert.equal(square(), square());
    assert.equal(build.transpose(x, [1, 0]), build.transpose(x, [1, 0]));
    assert.equal(build.scalar(0.5), build.scalar(0.5));
    assert.equal(
      build.floats([2], Float32Array.of(1, 2)),
      build.floats([2], Float32Array.of(1, 2)),
    );
  });

  it("tells apart operations, operands, their order, attributes, shapes and types", () => {
    const build = new GraphBuilder();
    const [x, y] = [build.input("x", f32(2, 2)), build.input("y", f32(2, 2))];
    const bits = (dtype: "bool" | "int32", data: Uint8Array | Int32Array) =>
      build.constant({ shape: [2], dtype, data });
    const nodes = [
      build.node("negate", [x], {}),
      build.node("negate", [y], {}),
      build.node("abs", [x], {}),
      build.node("subtract", [x, y], {}),
      build.node("subtract", [y, x], {}),
      build.transpose(x, [1, 0]),
      build.transpose(x, [0, 1]),
      build.floats([2], Float32Array.of(0, 1)),
      build.floats([2, 1], Float32Array.of(0, 1)),
      bits("int32", Int32Array.of(0, 1)),
      bits("bool", Uint8Array.of(0, 1)),
    ];
    assert.equal(new Set(nodes).size, nodes.length);
  });

  it("tells apart the numbers that JSON does not", () => {
    const build = new GraphBuilder();
    const values = [Infinity, -Infinity, NaN, 0, -0, 1];
    assert.equal(new Set(values.map((value) => build.scalar(value))).size, values.length);
  });

  it("offers each new node to the rules in order, also those that rules make", () => {
    const absIsRoot: Rule = (node, build) =>
      node.operation === "abs"
        ? build.node("sqrt", [build.node("square", node.inputs, {})], {})
        : undefined;
    const squareIsProduct: Rule = (node, build) => {
      const [x] = node.inputs;
      return node.operation === "square" && x ? build.node("multiply", [x, x], {}) : undefined;
    };
    const build = new GraphBuilder([absIsRoot, squareIsProduct]);
    const x = build.input("x", f32(2));
    const result = build.node("abs", [x], {});
    assert.equal(result.operation, "sqrt");
    assert.equal(result.inputs[0], build.node("multiply", [x, x], {}));
    assert.equal(build.node("abs", [x], {}), result);
  });
});
