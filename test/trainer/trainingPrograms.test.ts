import assert from "node:assert/strict";
import { nodesOf } from "../../src/engine/graph/node.js";
import { trace } from "../../src/engine/trace/trace.js";
import { buildNetwork } from "../../src/gloro/network.js";
import type { Program } from "../../src/gloro/program.js";
import { configSchema } from "../../src/runs/config.js";
import { evaluationPrograms, trainingPrograms } from "../../src/trainer/trainingPrograms.js";

describe("the programs of a run", () => {
  const config = configSchema.parse({
    data: "mnist",
    architecture: "cnn_4C3F",
    epsilon: 0.3,
    loss: "sparse_crossentropy",
    epochs: 1,
    batchSize: 2,
  });
  const network = buildNetwork({
    inputShape: [8, 8, 16],
    layers: [
      { kind: "conv2d", filters: 8, kernelSize: 3 },
      { kind: "flatten" },
      { kind: "dense", units: 3 },
    ],
  });

  /** How many of the evaluation's convolutions add up in blocks. */
  const blocksOf = (programs: readonly Program[]): number => {
    const evaluation = programs.find(({ name }) => name === "evaluationStep")!;
    return nodesOf(trace(evaluation)).filter(
      ({ operation, attributes }) =>
        operation === "conv2d" && "blocks" in attributes && attributes.blocks !== undefined,
    ).length;
  };

  it("evaluate in blocks of sums where a proof may rest on it, and not while training", () => {
    assert.equal(blocksOf(evaluationPrograms(config, network)), 1);
    assert.equal(blocksOf(trainingPrograms(config, network)), 0);
  });
});
