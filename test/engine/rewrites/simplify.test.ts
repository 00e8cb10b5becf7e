import assert from "node:assert/strict";
import type { GraphBuilder } from "../../../src/engine/graph/builder.js";
import type { Node } from "../../../src/engine/graph/node.js";
import { print } from "../../../src/engine/graph/print.js";
import { rewrite } from "../../../src/engine/graph/rewrite.js";
import { binaryOperations, simplify } from "../../../src/engine/rewrites/simplify.js";
import { assertSameFunction } from "../assertSame.js";
import { graphOf } from "../graphOf.js";
import { f32 } from "../seededTensors.js";

type Make = (build: GraphBuilder, x: Node) => Node;

/** The lines of what a graph of one value `y` of `x:f32[2,3]` becomes, without its head. */
function simplified(make: Make): string[] {
  const before = graphOf({ x: f32(2, 3) }, (build, { x }) => ({ y: make(build, x) }));
  const after = rewrite(before, simplify);
  assertSameFunction(after, before, print(before));
  return print(after)
    .split("\n")
    .slice(1)
    .map((line) => line.trim());
}

/** What is no operation at all. */
const nothing: Readonly<Record<string, Make>> = {
  "x + 0": (build, x) => build.node("add", [x, build.scalar(0)], {}),
  "0 + x": (build, x) => build.node("add", [build.fill(0, f32(2, 3)), x], {}),
  "x − 0": (build, x) => build.node("subtract", [x, build.scalar(0)], {}),
  "x · 1": (build, x) => build.node("multiply", [x, build.scalar(1)], {}),
  "1 · x": (build, x) => build.node("multiply", [build.fill(1, f32(3)), x], {}),
  "x / 1": (build, x) => build.node("divide", [x, build.scalar(1)], {}),
  "a reshape to its own shape": (build, x) => build.reshape(x, [2, 3]),
  "a reshape and back": (build, x) => build.reshape(build.reshape(x, [6]), [2, 3]),
  "a transpose and back": (build, x) => build.transpose(build.transpose(x, [1, 0]), [1, 0]),
  "a transpose of no axis": (build, x) => build.transpose(x, [0, 1]),
  "a cast to its own type": (build, x) => build.node("cast", [x], { to: "float32" }),
  "a slice of all": (build, x) => build.node("slice", [x], { begin: [0, 0], size: [2, 3] }),
  "a pad of nothing": (build, x) =>
    build.node("pad", [x], {
      paddings: [
        [0, 0],
        [0, 0],
      ],
      value: 0,
    }),
  "a tile of one": (build, x) => build.node("tile", [x], { repeats: [1, 1] }),
  "a join of one": (build, x) => build.node("concat", [x], { axis: 0 }),
};

/** What becomes something smaller, and its text. */
const smaller: Readonly<Record<string, readonly [Make, readonly string[]]>> = {
  "an operand that is broadcast anyway": [
    (build, x) => {
      const wide = build.node("multiply", [build.scalar(2), build.fill(1, f32(2, 3))], {});
      return build.node("add", [x, wide], {});
    },
    ["%0:f32[] = fill 2", "%1:f32[2,3] = add %x %0", "return y=%1"],
  ],
  "a reshape of a reshape": [
    (build, x) => build.reshape(build.reshape(x, [6]), [3, 2]),
    ['%0:f32[3,2] = reshape %x {"shape":[3,2]}', "return y=%0"],
  ],
  "a transpose of axes of 1": [
    (build, x) => build.transpose(build.reshape(x, [2, 1, 3]), [1, 0, 2]),
    ['%0:f32[1,2,3] = reshape %x {"shape":[1,2,3]}', "return y=%0"],
  ],
  "a transpose of a transpose": [
    (build, x) =>
      build.transpose(
        build.transpose(
          build.node("tile", [build.reshape(x, [2, 3, 1])], { repeats: [1, 1, 4] }),
          [1, 2, 0],
        ),
        [1, 2, 0],
      ),
    [
      '%0:f32[2,3,1] = reshape %x {"shape":[2,3,1]}',
      '%1:f32[2,3,4] = tile %0 {"repeats":[1,1,4]}',
      '%2:f32[4,2,3] = transpose %1 {"permutation":[2,0,1]}',
      "return y=%2",
    ],
  ],
  "a slice of one value": [
    (build) => build.node("slice", [build.fill(4, f32(5))], { begin: [1], size: [2] }),
    ["%0:f32[2] = fill 4", "return y=%0"],
  ],
  "a sum over axes of 1": [
    (build, x) => build.node("sum", [build.reshape(x, [2, 1, 3])], { axes: [1], keepDims: false }),
    ["return y=%x"],
  ],
  "a product of one pair in a batch": [
    (build, x) =>
      build.node("matMul", [build.reshape(x, [1, 2, 3]), build.reshape(x, [1, 2, 3])], {
        transposeA: false,
        transposeB: true,
      }),
    [
      '%0:f32[2,2] = matMul %x %x {"transposeA":false,"transposeB":true}',
      '%1:f32[1,2,2] = reshape %0 {"shape":[1,2,2]}',
      "return y=%1",
    ],
  ],
  "a product with a transpose": [
    (build, x) =>
      build.node("matMul", [build.transpose(x, [1, 0]), x], {
        transposeA: false,
        transposeB: false,
      }),
    ['%0:f32[3,3] = matMul %x %x {"transposeA":true,"transposeB":false}', "return y=%0"],
  ],
  "the root of a sum of squares": [
    (build, x) => {
      const sum = build.node("sum", [build.node("square", [x], {})], {
        axes: [0, 1],
        keepDims: false,
      });
      return build.node("sqrt", [sum], {});
    },
    ["%0:f32[] = norm %x", "return y=%0"],
  ],
};

/** What looks like one of those and is none. */
const kept: Readonly<Record<string, Make>> = {
  "0 − x": (build, x) => build.node("subtract", [build.scalar(0), x], {}),
  "1 / x": (build, x) => build.node("divide", [build.scalar(1), x], {}),
  "x + 0 that broadcasts x": (build, x) => build.node("add", [x, build.fill(0, f32(4, 2, 3))], {}),
  "a pad that shifts": (build, x) =>
    build.node("pad", [x], {
      paddings: [
        [1, -1],
        [0, 0],
      ],
      value: 0,
    }),
  "a join of two": (build, x) => build.node("concat", [x, x], { axis: 0 }),
  "the root of a sum over one axis": (build, x) => {
    const sum = build.node("sum", [build.node("square", [x], {})], { axes: [0], keepDims: false });
    return build.node("sqrt", [sum], {});
  },
};

describe("simplify", () => {
  for (const [what, make] of Object.entries(nothing))
    it(`drops ${what}`, () => {
      assert.deepEqual(simplified(make), ["return y=%x"]);
    });

  for (const [what, [make, expected]] of Object.entries(smaller))
    it(`shortens ${what}`, () => {
      assert.deepEqual(simplified(make), expected);
    });

  for (const [what, make] of Object.entries(kept))
    it(`keeps ${what}`, () => {
      const before = graphOf({ x: f32(2, 3) }, (build, { x }) => ({ y: make(build, x) }));
      const after = rewrite(before, simplify);
      assert.equal(after.outputs.get("y")?.operation, before.outputs.get("y")?.operation);
      assertSameFunction(after, before, what);
    });

  it("keeps the shape of every operation whose operands it narrows", () => {
    const operands: Readonly<Record<string, Make>> = {
      x: (_, x) => x,
      "a fill": (build) => build.fill(1, f32(2, 3)),
      "a wide fill": (build) => build.fill(0, f32(4, 2, 3)),
      "a widened row": (build) =>
        build.node(
          "multiply",
          [build.floats([3], Float32Array.of(0, 1, 2)), build.fill(1, f32(2, 3))],
          {},
        ),
    };
    const arithmetic = binaryOperations.filter(
      (operation) => operation !== "and" && operation !== "or",
    );
    for (const operation of arithmetic)
      for (const [left, a] of Object.entries(operands))
        for (const [right, b] of Object.entries(operands)) {
          const before = graphOf({ x: f32(2, 3) }, (build, { x }) => ({
            y: build.node(operation, [a(build, x), b(build, x)], {}),
          }));
          assertSameFunction(
            rewrite(before, simplify),
            before,
            `${operation} of ${left}, ${right}`,
          );
        }
  });
});
