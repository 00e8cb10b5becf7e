import assert from "node:assert/strict";
import { peakMemory } from "../../../src/engine/graph/peakMemory.js";
import { graphOf } from "../graphOf.js";
import { f32 } from "../seededTensors.js";

describe("peakMemory", () => {
  const [entries, size] = [100, 400];

  it("counts a value from when it is computed until it was last read", () => {
    const chain = graphOf({ x: f32(entries) }, (build, { x }) => {
      const [a, b, c] = [0, 1, 2]
        .reduce((nodes, _, index) => [...nodes, build.node("exp", [nodes[index]!], {})], [x])
        .slice(1);
      assert.ok(a && b && c);
      return { c };
    });
    // x, and two of the others at each moment.
    assert.equal(peakMemory(chain), 3 * size);
  });

  it("keeps a value for its last reader, and outputs", () => {
    const graph = graphOf({ x: f32(entries) }, (build, { x }) => {
      const a = build.node("exp", [x], {});
      const b = build.node("exp", [a], {});
      const c = build.node("exp", [b], {});
      return { a, d: build.node("add", [c, a], {}) };
    });
    // x, a throughout, and two of b, c, d.
    assert.equal(peakMemory(graph), 4 * size);
  });

  it("takes a reshape for its input's memory, and counts a bool as a byte", () => {
    const graph = graphOf({ x: f32(entries) }, (build, { x }) => {
      const a = build.node("exp", [x], {});
      const flat = build.node("reshape", [a], { shape: [10, 10] });
      const turned = build.node("exp", [flat], {});
      return { positive: build.node("greater", [turned, turned], {}) };
    });
    assert.equal(peakMemory(graph), 3 * size);
    const last = graphOf({ x: f32(entries) }, (build, { x }) => ({
      y: build.node("greater", [x, x], {}),
    }));
    assert.equal(peakMemory(last), size + entries);
  });

  it("counts inputs that nothing reads", () => {
    assert.equal(
      peakMemory(graphOf({ x: f32(entries), y: f32(7) }, (_, { x }) => ({ x }))),
      size + 28,
    );
  });
});
