import assert from "node:assert/strict";
import type { Engine } from "../../../src/engine/engine.js";
import { createEngine } from "../../../src/engine/index.js";
import { gpus } from "../../../src/engine/tensorflow/gpus.js";
import { lowerToTensorflow } from "../../../src/engine/tensorflow/lower.js";
import { tensorflowEngine } from "../../../src/engine/tensorflow/tensorflowEngine.js";
import { partition } from "../../../src/engine/partition/partition.js";
import { architecture } from "../../../src/gloro/architectures/index.js";
import { initialState } from "../../../src/gloro/initialise.js";
import { parseLoss } from "../../../src/gloro/losses/index.js";
import { buildNetwork } from "../../../src/gloro/network.js";
import { parseOptimizer } from "../../../src/gloro/optimizers/index.js";
import type { HostTensors, Program } from "../../../src/gloro/program.js";
import { evaluationStep, trainingStep } from "../../../src/gloro/programs/index.js";
import { assertSameTensors } from "../assertSame.js";
import { graphOf } from "../graphOf.js";
import { hasTensorflow } from "../installedEngines.js";
import { f32, floats, seededTensors } from "../seededTensors.js";
import { installedBinding } from "./runTensorflow.js";

const batchSize = 16;

function inputsOf(program: Program, step: number): HostTensors {
  const images = program.inputs["images"]!;
  const given: HostTensors = {
    ...seededTensors(program.inputs, step),
    images: seededTensors({ images }, step)["images"]!,
    weights: floats(
      [batchSize],
      Array.from({ length: batchSize }, (_, row) => (row === 3 ? 0 : 1)),
    ),
    epsilon: floats([], [0.1]),
    lambda: floats([], [1.5]),
    learningRate: floats([], [0.001]),
    step: floats([], [step]),
  };
  return Object.fromEntries(Object.keys(program.inputs).map((name) => [name, given[name]!]));
}

/** What the programs give in three steps, and the state that they leave. */
async function trained(engine: Engine, programs: readonly Program[], state: HostTensors) {
  const loaded = await engine.load(programs, state);
  try {
    const outputs: HostTensors[] = [];
    for (let step = 1; step <= 3; step++)
      for (const program of programs)
        outputs.push(await loaded.run(program.name, inputsOf(program, step)));
    return { outputs, state: await loaded.readState() };
  } finally {
    await loaded.dispose();
  }
}

describe("devices of TensorFlow", function () {
  this.timeout(60_000);

  it("are written into the nodes of their pieces, and into no others", () => {
    const graph = graphOf({ x: f32(4, 3), "state:w": f32(3, 2) }, (build, nodes) => ({
      y: build.node("matMul", [nodes.x, nodes["state:w"]], {
        transposeA: false,
        transposeB: false,
      }),
    }));
    const state = { w: f32(3, 2) };
    const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");
    const divided = text(
      lowerToTensorflow([partition(graph, 2)], state, { devices: ["GPU:0", "GPU:1"] }).bytes,
    );
    // The first device's pieces are where TensorFlow puts what it is told nothing of.
    assert.deepEqual([...new Set(divided.match(/\/device:\w+:\d/g))].sort(), [
      "/device:CPU:0",
      "/device:GPU:1",
    ]);
    assert.doesNotMatch(text(lowerToTensorflow([graph], state).bytes), /device/);
  });

  it("are refused by engines that have one", async () => {
    await assert.rejects(createEngine("onnx-cpu", { devices: 2 }), {
      name: "GloroError",
      message:
        'The engine onnx-cpu runs on one device: set "engine" to "tensorflow", or "devices" to 1.',
    });
  });

  if (!hasTensorflow) return;

  it("are counted where there are fewer than asked for", () => {
    assert.throws(() => gpus(installedBinding(), 99), {
      name: "GloroError",
      message:
        /^TensorFlow finds (no GPU|one GPU|\d+ GPUs) here, and "devices" asks for 99: set it to \d+\./,
    });
  });

  // Without several GPUs all devices are the processor: the graph is the same, and so is what it gives.
  for (const [name, counts] of [
    ["cnn_2C2F", [2, 4]],
    ["cnn_4C3F", [4]],
    ["liresnet_C6CC2F", [2]],
  ] as const)
    for (const devices of counts)
      it(`train ${name} together as one does, ${devices} of them`, async () => {
        const isLiResNet = name === "liresnet_C6CC2F";
        const inputShape = isLiResNet ? [32, 32, 3] : [28, 28, 1];
        const layers = architecture(name, inputShape, 10, isLiResNet ? { width: 8 } : {});
        const network = buildNetwork({ inputShape, layers });
        const loss = parseLoss("sparse_trades_kl");
        // Adam divides by gradients, and shows the rounding of the smallest of so many.
        const optimizer = parseOptimizer(
          name === "cnn_4C3F" ? { name: "sgd", momentum: 0.9 } : "adam",
        );
        const programs = [
          trainingStep({ network, loss, optimizer, batchSize }),
          evaluationStep({ network, loss, batchSize }),
        ];
        const state = {
          ...initialState(network, 1),
          ...optimizer.initialSlots(network.parameters),
        };
        const binding = installedBinding();
        const towers = Array.from({ length: devices }, () => "CPU:0");
        const one = await trained(tensorflowEngine(binding), programs, state);
        const several = await trained(
          tensorflowEngine(binding, { devices: towers }),
          programs,
          state,
        );
        several.outputs.forEach((given, run) => {
          assertSameTensors(given, one.outputs[run]!, `run ${run}`);
        });
        assertSameTensors(several.state, one.state, "the state");
      });
});
