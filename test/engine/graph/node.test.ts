import assert from "node:assert/strict";
import { nodesOf, usersOf } from "../../../src/engine/graph/node.js";
import { graphOf } from "../graphOf.js";
import { f32 } from "../seededTensors.js";

const graph = graphOf({ x: f32(2), unread: f32(2) }, (build, { x, unread }) => {
  build.node("exp", [unread], {});
  const square = build.node("square", [x], {});
  build.node("negate", [square], {});
  return { sum: build.node("add", [square, square], {}), square };
});

describe("nodesOf", () => {
  it("lists what the outputs reach, once, each after its inputs", () => {
    assert.deepEqual(
      nodesOf(graph).map(({ operation }) => operation),
      ["input", "square", "add"],
    );
  });

  it("walks chains deeper than the call stack", () => {
    const deep = graphOf({ x: f32() }, (build, { x }) => {
      let y = x;
      for (let depth = 0; depth < 20_000; depth++) y = build.node("negate", [y], {});
      return { y };
    });
    assert.equal(nodesOf(deep).length, 20_001);
  });
});

describe("usersOf", () => {
  it("lists each reader once", () => {
    const [x, square, add] = nodesOf(graph);
    assert.deepEqual(usersOf(graph).get(x!), [square]);
    assert.deepEqual(usersOf(graph).get(square!), [add]);
    assert.equal(usersOf(graph).get(add!), undefined);
  });
});
