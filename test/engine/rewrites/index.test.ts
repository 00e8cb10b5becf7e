import assert from "node:assert/strict";
import type { Graph } from "../../../src/engine/graph/node.js";
import { nodesOf } from "../../../src/engine/graph/node.js";
import { print } from "../../../src/engine/graph/print.js";
import type { Operation } from "../../../src/engine/graph/operations.js";
import { rewrite } from "../../../src/engine/graph/rewrite.js";
import { channelsFirst } from "../../../src/engine/rewrites/channelsFirst.js";
import { foldConstants } from "../../../src/engine/rewrites/foldConstants.js";
import { onnxPasses, rewriteInPasses } from "../../../src/engine/rewrites/index.js";
import { simplify } from "../../../src/engine/rewrites/simplify.js";
import { trace } from "../../../src/engine/trace/trace.js";
import { parseLoss } from "../../../src/gloro/losses/index.js";
import { parseOptimizer } from "../../../src/gloro/optimizers/index.js";
import { trainingStep } from "../../../src/gloro/programs/index.js";
import { randomState } from "../../gloro/state.js";
import { assertSameFunction } from "../assertSame.js";
import { exampleNetworks } from "../exampleNetworks.js";
import { inputSpecs } from "../graphOf.js";
import { seededTensors } from "../seededTensors.js";

/** What no graph that is lowered may hold. */
const replaced: readonly Operation[] = ["minMax", "minMaxGradient", "conv2dFilterGradient"];

function step(name: string, batchSize: number): Graph {
  const network = exampleNetworks[name]!;
  const optimizer = parseOptimizer("adam");
  return trace(trainingStep({ network, loss: parseLoss("trades_kl"), optimizer, batchSize }));
}

/** Seeded inputs of a traced step, with weights and slots that a run could have. */
function inputsOf(graph: Graph, network: string) {
  const inputs = seededTensors(inputSpecs(graph), 8);
  const state = Object.entries(randomState(exampleNetworks[network]!, 9)).map(
    ([name, tensor]) => [`state:${name}`, tensor] as const,
  );
  // Second moments, step counts and weights of examples are never negative.
  const positive = Object.entries(inputs).flatMap(([name, tensor]) =>
    tensor.data instanceof Float32Array && /adam\/v|^step$|^weights$/.test(name)
      ? [[name, { ...tensor, data: tensor.data.map((value) => Math.abs(value) + 0.1) }] as const]
      : [],
  );
  return { ...inputs, ...Object.fromEntries(state), ...Object.fromEntries(positive) };
}

describe("rewriteInPasses", () => {
  for (const name of Object.keys(exampleNetworks))
    for (const batchSize of [4, 9])
      it(`keeps a whole step of the net ${name} in batches of ${batchSize}, pass by pass`, () => {
        const traced = step(name, batchSize);
        const inputs = inputsOf(traced, name);
        let before = traced;
        for (const [pass, rules] of Object.entries(onnxPasses)) {
          const after = rewrite(before, [foldConstants, ...simplify, ...rules]);
          assertSameFunction(after, before, pass, inputs);
          before = after;
        }
        const whole = rewriteInPasses(traced, onnxPasses);
        assert.equal(print(whole), print(before));
        const left = nodesOf(whole).filter(
          ({ operation, attributes }) =>
            replaced.includes(operation) ||
            ("layout" in attributes && attributes.layout === "nhwc"),
        );
        assert.equal(left.length, 0, print(whole));
      });

  it("mixes no activation", () => {
    for (const name of ["adjacent", "halves"]) {
      const graph = rewriteInPasses(step(name, 9), onnxPasses);
      const mixed = nodesOf(graph).filter(
        ({ operation, shape }) => operation === "mixChannels" && shape[0] === 9,
      );
      assert.equal(mixed.length, 0, print(graph));
    }
  });

  it("moves no activation between layouts from one convolution to the next", () => {
    const graph = rewrite(rewriteInPasses(step("halves", 5), onnxPasses), channelsFirst);
    const between = nodesOf(graph).filter(
      (node) =>
        node.operation === "transpose" &&
        node.shape[0] === 5 &&
        node.inputs[0]?.operation === "conv2d" &&
        nodesOf(graph).some((user) => user.operation === "conv2d" && user.inputs.includes(node)),
    );
    assert.equal(between.length, 0, print(graph));
  });

  it("gives the same graph each time", () => {
    assert.equal(
      print(rewriteInPasses(step("relu", 4), onnxPasses)),
      print(rewriteInPasses(step("relu", 4), onnxPasses)),
    );
  });
});
