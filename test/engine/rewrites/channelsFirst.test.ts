import assert from "node:assert/strict";
import type { GraphBuilder } from "../../../src/engine/graph/builder.js";
import type { Graph, Node } from "../../../src/engine/graph/node.js";
import { nodesOf } from "../../../src/engine/graph/node.js";
import { print } from "../../../src/engine/graph/print.js";
import { rewrite } from "../../../src/engine/graph/rewrite.js";
import { channelsFirst } from "../../../src/engine/rewrites/channelsFirst.js";
import { simplify } from "../../../src/engine/rewrites/simplify.js";
import { assertSameFunction } from "../assertSame.js";
import {
  convolutionCases,
  convolutionGraph,
  convolutionKinds,
  describeCase,
} from "../convolutionCases.js";
import { graphOf } from "../graphOf.js";
import { f32 } from "../seededTensors.js";

const apply = (graph: Graph): Graph => rewrite(graph, [...simplify, ...channelsFirst]);

const valid = {
  layout: "nhwc",
  strides: [1, 1],
  padding: [0, 0, 0, 0],
  dilations: [1, 1],
} as const;

/** Transposes of anything but inputs: those in the middle of a graph. */
const innerTransposes = (graph: Graph): Node[] =>
  nodesOf(graph).filter(
    (node) =>
      node.operation === "transpose" &&
      node.inputs[0]?.operation !== "input" &&
      ![...graph.outputs.values()].includes(node),
  );

/** What may stand between two convolutions. */
const between: Readonly<Record<string, (build: GraphBuilder, x: Node, bias: Node) => Node>> = {
  nothing: (_, x) => x,
  "a bias": (build, x, bias) => build.node("add", [x, bias], {}),
  "a bias before": (build, x, bias) => build.node("subtract", [bias, x], {}),
  "a ReLU": (build, x) => build.node("relu", [x], {}),
  "a scalar": (build, x) => build.node("multiply", [x, build.scalar(0.5)], {}),
  "a clip": (build, x) => build.node("clip", [x], { low: -1, high: 1 }),
  "a mask": (build, x) => {
    const mask = build.node("greater", [x, build.scalar(0)], {});
    return build.node("multiply", [x, build.node("cast", [mask], { to: "float32" })], {});
  },
  "a selection": (build, x, bias) => {
    const condition = build.node("less", [x, bias], {});
    return build.node("select", [condition, x, build.scalar(2)], {});
  },
  "a sum with itself": (build, x) => build.node("add", [x, build.node("square", [x], {})], {}),
  "a largest entry": (build, x) => {
    const largest = build.node("max", [build.node("abs", [x], {})], {
      axes: [0, 1, 2, 3],
      keepDims: false,
    });
    return build.node("divide", [x, largest], {});
  },
  "a smallest entry an image": (build, x) =>
    build.node("subtract", [x, build.node("min", [x], { axes: [1, 2, 3], keepDims: true })], {}),
  "a norm": (build, x) => build.node("divide", [x, build.node("norm", [x], {})], {}),
  "a slice": (build, x) => build.node("slice", [x], { begin: [0, 1, 0, 0], size: [2, 4, 6, 4] }),
  "MinMax of neighbours": (build, x) => build.node("minMax", [x], { pairing: "adjacent" }),
  "MinMax of halves": (build, x) => build.node("minMax", [x], { pairing: "halves" }),
  "a join": (build, x) => build.node("concat", [x, build.node("negate", [x], {})], { axis: 2 }),
};

function twoConvolutions(middle: (typeof between)[string]): Graph {
  const specs = {
    x: f32(2, 7, 8, 3),
    first: f32(3, 3, 3, 4),
    second: f32(2, 2, 4, 5),
    bias: f32(4),
  };
  return graphOf(specs, (build, { x, first, second, bias }) => {
    const inner = middle(build, build.node("conv2d", [x, first], valid), bias);
    return { y: build.node("conv2d", [inner, second], valid) };
  });
}

describe("channelsFirst", () => {
  for (const kind of convolutionKinds)
    it(`computes ${kind} the same, channels first`, () => {
      for (const sizes of convolutionCases(30, 16)) {
        const before = convolutionGraph(kind, sizes, "nhwc");
        const after = apply(before);
        for (const node of nodesOf(after))
          if (node.operation === kind) assert.equal(node.attributes.layout, "nchw");
        assertSameFunction(after, before, describeCase(sizes));
      }
    });

  for (const [what, middle] of Object.entries(between))
    it(`leaves no transpose between convolutions with ${what}`, () => {
      const before = twoConvolutions(middle);
      const after = apply(before);
      // A bias is transposed too: it has 4 entries.
      const large = innerTransposes(after).filter(({ shape }) => shape[0] === 2);
      assert.equal(large.length, 0, print(after));
      assertSameFunction(after, before, what);
    });

  it("leaves MinMax of an odd number of channels, whose pairs are in two of them, to channels last", () => {
    const before = graphOf({ x: f32(2, 7, 8, 3), filter: f32(2, 2, 3, 5) }, (build, nodes) => {
      const convolved = build.node("conv2d", [nodes.x, nodes.filter], valid);
      return { y: build.node("minMax", [convolved], { pairing: "adjacent" }) };
    });
    const after = apply(before);
    assert.equal(nodesOf(after).filter(({ operation }) => operation === "minMax").length, 1);
    assertSameFunction(after, before, "odd channels");
  });

  it("leaves a pad channels last, where whole rows are copied", () => {
    const paddings = [[0, 0] as const, [1, 2] as const, [0, -1] as const, [0, 0] as const];
    const before = twoConvolutions((build, x) => build.node("pad", [x], { paddings, value: 0 }));
    const after = apply(before);
    const pads = nodesOf(after).flatMap((node) => (node.operation === "pad" ? [node] : []));
    assert.deepEqual(
      pads.map(({ attributes }) => attributes.paddings),
      [paddings],
    );
    assertSameFunction(after, before, "a pad");
  });

  it("leaves none either side of a convolution's gradients", () => {
    const specs = { gradient: f32(2, 4, 5, 6), filter: f32(3, 3, 4, 6), under: f32(2, 2, 3, 4) };
    const before = graphOf(specs, (build, { gradient, filter, under }) => {
      const inner = build.node("conv2dInputGradient", [gradient, filter], {
        ...valid,
        inputShape: [2, 6, 7, 4],
      });
      return {
        y: build.node("conv2dInputGradient", [build.node("relu", [inner], {}), under], {
          ...valid,
          inputShape: [2, 7, 8, 3],
        }),
        biasGradient: build.node("sum", [inner], { axes: [0, 1, 2], keepDims: false }),
      };
    });
    const after = apply(before);
    assert.equal(innerTransposes(after).length, 0, print(after));
    assertSameFunction(after, before, "gradients");
  });

  it("reduces transposed values over any axes", () => {
    for (const axes of [[0], [3], [1, 2], [0, 3], [0, 1, 2, 3]])
      for (const keepDims of [false, true])
        for (const operation of ["sum", "max", "min"] as const) {
          const before = graphOf({ x: f32(2, 3, 4, 5) }, (build, { x }) => ({
            y: build.node(operation, [build.transpose(x, [0, 2, 3, 1])], { axes, keepDims }),
          }));
          assertSameFunction(apply(before), before, `${operation} over ${axes.join()}`);
        }
  });

  it("computes on values transposed in other ways than each other, or not at all", () => {
    const before = graphOf({ a: f32(2, 3, 3, 3), b: f32(2, 3, 3, 3) }, (build, { a, b }) => {
      const [turned, other] = [build.transpose(a, [0, 2, 3, 1]), build.transpose(b, [0, 3, 1, 2])];
      return {
        both: build.node("add", [turned, other], {}),
        one: build.node("subtract", [turned, b], {}),
        joined: build.node("concat", [turned, other], { axis: 3 }),
        joinedAlike: build.node("concat", [turned, build.transpose(b, [0, 2, 3, 1])], { axis: 1 }),
        flat: build.reshape(turned, [2, 27]),
        // Read by two: its transpose may not be lost to either.
        again: build.node("exp", [turned], {}),
      };
    });
    assertSameFunction(apply(before), before, "mixed");
  });
});
