import assert from "node:assert/strict";
import { rewrite } from "../../../src/engine/graph/rewrite.js";
import { print } from "../../../src/engine/graph/print.js";
import { biasBeforeReshape } from "../../../src/engine/rewrites/biasBeforeReshape.js";
import { assertSameFunction } from "../assertSame.js";
import { graphOf } from "../graphOf.js";
import { f32 } from "../seededTensors.js";

const product = { transposeA: false, transposeB: false };

describe("biasBeforeReshape", () => {
  it("adds a bias next to the product", () => {
    const specs = { x: f32(6, 4), kernel: f32(4, 5), bias: f32(5) };
    const before = graphOf(specs, (build, { x, kernel, bias }) => ({
      y: build.node(
        "add",
        [build.reshape(build.node("matMul", [x, kernel], product), [2, 3, 5]), bias],
        {},
      ),
    }));
    const after = rewrite(before, [biasBeforeReshape]);
    assert.equal(
      print(after).split("\n").slice(1).join("\n"),
      [
        '  %0:f32[6,5] = matMul %x %kernel {"transposeA":false,"transposeB":false}',
        "  %1:f32[6,5] = add %0 %bias",
        '  %2:f32[2,3,5] = reshape %1 {"shape":[2,3,5]}',
        "  return y=%2",
      ].join("\n"),
    );
    assertSameFunction(after, before, "a bias");
  });

  it("leaves a vector that another axis of the product would take", () => {
    const specs = { x: f32(6, 4), kernel: f32(4, 5), bias: f32(6) };
    const before = graphOf(specs, (build, { x, kernel, bias }) => ({
      y: build.node(
        "add",
        [build.reshape(build.node("matMul", [x, kernel], product), [5, 6]), bias],
        {},
      ),
    }));
    const after = rewrite(before, [biasBeforeReshape]);
    assert.equal(print(after), print(before));
  });
});
