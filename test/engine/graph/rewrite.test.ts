import assert from "node:assert/strict";
import type { Rule } from "../../../src/engine/graph/builder.js";
import { print } from "../../../src/engine/graph/print.js";
import { rewrite } from "../../../src/engine/graph/rewrite.js";
import { graphOf } from "../graphOf.js";
import { f32 } from "../seededTensors.js";

const dropNegate: Rule = (node) => (node.operation === "negate" ? node.inputs[0] : undefined);

describe("rewrite", () => {
  const graph = graphOf({ x: f32(2), unread: f32(2) }, (build, { x, unread }) => {
    const shifted = build.node("add", [build.node("negate", [x], {}), build.scalar(1)], {});
    const plain = build.node("add", [x, build.scalar(1)], {});
    return {
      y: build.node("multiply", [shifted, plain], {}),
      same: build.node("negate", [unread], {}),
    };
  });

  it("replaces values everywhere, outputs too, and merges what becomes equal", () => {
    assert.equal(
      print(rewrite(graph, [dropNegate])),
      [
        "f(%x:f32[2], %unread:f32[2])",
        "  %0:f32[] = fill 1",
        "  %1:f32[2] = add %x %0",
        "  %2:f32[2] = multiply %1 %1",
        "  return y=%2 same=%unread",
      ].join("\n"),
    );
  });

  it("keeps a graph that no rule changes, and leaves the old one alone", () => {
    const before = print(graph);
    assert.equal(print(rewrite(graph, [])), before);
    rewrite(graph, [dropNegate]);
    assert.equal(print(graph), before);
  });
});
