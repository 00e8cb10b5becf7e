import assert from "node:assert/strict";
import { print } from "../../../src/engine/graph/print.js";
import { graphOf } from "../graphOf.js";
import { f32 } from "../seededTensors.js";

describe("print", () => {
  it("writes a line a node: inputs, types, operands, attributes, results", () => {
    const graph = graphOf({ x: f32(8, 4), w: f32(4, 10), unread: f32() }, (build, { x, w }) => {
      const y = build.node("matMul", [x, w], { transposeA: false, transposeB: false });
      const small = build.floats([2], Float32Array.of(1, 2.5));
      const large = build.floats([9], new Float32Array(9));
      const label = build.node("argMax", [y], { axis: 1 });
      const positive = build.node("greater", [y, build.scalar(0.5)], {});
      return { y, label, positive, small, large };
    });
    assert.equal(
      print(graph),
      [
        "f(%x:f32[8,4], %w:f32[4,10], %unread:f32[])",
        '  %0:f32[8,10] = matMul %x %w {"transposeA":false,"transposeB":false}',
        '  %1:i32[8] = argMax %0 {"axis":1}',
        "  %2:f32[] = fill 0.5",
        "  %3:bool[8,10] = greater %0 %2",
        "  %4:f32[2] = constant (1,2.5)",
        "  %5:f32[9] = constant",
        "  return y=%0 label=%1 positive=%3 small=%4 large=%5",
      ].join("\n"),
    );
  });
});
