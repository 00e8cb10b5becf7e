import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import type { GraphBuilder } from "../../../src/engine/graph/builder.js";
import type { Node } from "../../../src/engine/graph/node.js";
import { print } from "../../../src/engine/graph/print.js";
import { rewrite } from "../../../src/engine/graph/rewrite.js";
import { constantValue, foldConstants } from "../../../src/engine/rewrites/foldConstants.js";
import { assertSameFunction } from "../assertSame.js";
import { graphOf } from "../graphOf.js";
import { f32 } from "../seededTensors.js";

/** The text of what the graph of one value becomes. */
function folded(make: (build: GraphBuilder, x: Node) => Node): string {
  const before = graphOf({ x: f32(2) }, (build, { x }) => ({ y: make(build, x) }));
  const after = rewrite(before, [foldConstants]);
  assertSameFunction(after, before, print(before));
  return print(after).split("\n").slice(1).join("\n");
}

const pair = (build: GraphBuilder): Node => build.floats([2], Float32Array.of(1, 4));

describe("foldConstants", () => {
  it("computes what depends on constants alone", () => {
    assert.equal(
      folded((build) => build.node("sqrt", [build.node("square", [pair(build)], {})], {})),
      "  %0:f32[2] = constant (1,4)\n  return y=%0",
    );
  });

  it("writes one value everywhere as a fill", () => {
    assert.equal(
      folded((build) => build.node("add", [build.fill(2, f32(3, 1)), build.scalar(3)], {})),
      "  %0:f32[3,1] = fill 5\n  return y=%0",
    );
    assert.equal(
      folded((build) => build.node("less", [pair(build), build.scalar(9)], {})),
      "  %0:bool[2] = fill 1\n  return y=%0",
    );
  });

  it("keeps signs and infinities", () => {
    assert.equal(
      folded((build) => build.node("negate", [build.scalar(Infinity)], {})),
      "  %0:f32[] = fill -Infinity\n  return y=%0",
    );
    assert.equal(
      folded((build) => build.node("divide", [build.scalar(0), build.scalar(0)], {})),
      "  %0:f32[] = fill NaN\n  return y=%0",
    );
  });

  it("folds the constant part of what depends on an input, and no more", () => {
    assert.equal(
      folded((build, x) =>
        build.node("multiply", [x, build.node("add", [pair(build), build.scalar(1)], {})], {}),
      ),
      "  %0:f32[2] = constant (2,5)\n  %1:f32[2] = multiply %x %0\n  return y=%1",
    );
  });

  it("leaves large values to be computed", () => {
    const text = folded((build) => build.node("negate", [build.fill(2, f32(65_537))], {}));
    assert.match(text, /= negate /);
    const grown = folded((build) => build.node("tile", [pair(build)], { repeats: [32_769] }));
    assert.match(grown, /= tile /);
    const large = graphOf({}, (build) => ({ y: build.fill(2, f32(65_537)) })).outputs.get("y")!;
    assert.equal(constantValue(large), undefined);
  });

  it("leaves TF.js's backend and tensors as they were", () => {
    const before = { backend: tf.getBackend(), tensors: tf.memory().numTensors };
    folded((build) => build.node("negate", [pair(build)], {}));
    assert.deepEqual({ backend: tf.getBackend(), tensors: tf.memory().numTensors }, before);
  });
});
