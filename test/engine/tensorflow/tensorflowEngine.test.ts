import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import type { LoadedPrograms } from "../../../src/engine/engine.js";
import { createEngine } from "../../../src/engine/index.js";
import { parseLoss } from "../../../src/gloro/losses/index.js";
import { parseOptimizer } from "../../../src/gloro/optimizers/index.js";
import type { HostTensors, Program } from "../../../src/gloro/program.js";
import { trainingStep } from "../../../src/gloro/programs/index.js";
import { Session } from "../../../src/engine/tensorflow/session.js";
import { randomState } from "../../gloro/state.js";
import { assertSameTensors } from "../assertSame.js";
import { collectGarbage } from "../collectGarbage.js";
import { exampleNetworks } from "../exampleNetworks.js";
import { hasTensorflow } from "../installedEngines.js";
import { installedBinding } from "./runTensorflow.js";
import { f32, floats, seededTensors } from "../seededTensors.js";

const size = 4096;

/** `w ← w + x`; `last ← x`, an input itself; and the sum of the new w. */
const accumulate: Program = {
  name: "accumulate",
  state: { w: f32(size), last: f32(size / 2, 2) },
  inputs: { x: f32(size) },
  body: ({ w }, { x }) => {
    const next = tf.add(w!, x!);
    return {
      state: { w: next, last: tf.reshape(x!, [size / 2, 2]) },
      outputs: { sum: tf.sum(next) },
    };
  },
};

const filled = (value: number): Float32Array => new Float32Array(size).fill(value);
const start = (): HostTensors => ({
  w: { shape: [size], dtype: "float32", data: filled(0) },
  last: { shape: [size / 2, 2], dtype: "float32", data: filled(0) },
});
const by = (value: number): HostTensors => ({
  x: { shape: [size], dtype: "float32", data: filled(value) },
});

async function loadedOn(
  name: "tensorflow" | "onnx-cpu",
  programs: readonly Program[],
  state: HostTensors,
) {
  return (await createEngine(name)).load(programs, state);
}

if (hasTensorflow)
  describe("tensorflowEngine", () => {
    let loaded: LoadedPrograms;
    beforeEach(async () => {
      loaded = await loadedOn("tensorflow", [accumulate], start());
    });
    afterEach(() => loaded.dispose());

    it("holds no more memory after 2,000 runs", async () => {
      const inputs = by(1);
      const runs = async (count: number) => {
        for (let run = 0; run < count; run++) await loaded.run("accumulate", inputs);
        await collectGarbage();
        return process.memoryUsage().rss;
      };
      const before = await runs(1000);
      const grown = (await runs(2000)) - before;
      // Holding one tensor a run would be 33 MB.
      assert.ok(grown < 16e6, `${grown} bytes more than before`);
      assert.equal((await loaded.readState())["w"]!.data[0], 3000);
    });

    it("keeps an input that becomes state, whatever its caller does with the memory", async () => {
      const inputs = by(7);
      await loaded.run("accumulate", inputs);
      inputs["x"]!.data.fill(-1);
      assert.deepEqual((await loaded.readState(["last"]))["last"]!.data, filled(7));
      await loaded.run("accumulate", by(8));
      assert.deepEqual((await loaded.readState(["last"]))["last"]!.data, filled(8));
    });

    it("says in a sentence what TensorFlow does not take", () => {
      assert.throws(() => new Session(installedBinding(), Uint8Array.of(1, 2, 3)), {
        name: "TensorflowError",
        message: "TensorFlow could not load the programs: Read less bytes than requested.",
      });
    });

    it("goes on from the state of another engine, and that one from its", async () => {
      const network = exampleNetworks["adjacent"]!;
      const optimizer = parseOptimizer("adam");
      const program = trainingStep({
        network,
        loss: parseLoss("trades_kl"),
        optimizer,
        batchSize: 5,
      });
      const state = { ...randomState(network, 3), ...optimizer.initialSlots(network.parameters) };
      const inputs = (step: number): HostTensors => ({
        ...seededTensors(program.inputs, step),
        weights: floats([5], [1, 1, 1, 1, 0]),
        epsilon: floats([], [0.1]),
        lambda: floats([], [1.5]),
        learningRate: floats([], [0.01]),
        step: floats([], [step]),
      });
      const onnx = await loadedOn("onnx-cpu", [program], state);
      const tensorflow = await loadedOn("tensorflow", [program], state);
      try {
        for (const [from, to] of [
          [onnx, tensorflow],
          [tensorflow, onnx],
        ] as const) {
          await from.run(program.name, inputs(1));
          await from.run(program.name, inputs(2));
          await to.writeState(await from.readState());
          const outputs = await to.run(program.name, inputs(3));
          assertSameTensors(outputs, await from.run(program.name, inputs(3)), "metrics");
          assertSameTensors(await to.readState(), await from.readState(), "state");
        }
      } finally {
        await onnx.dispose();
        await tensorflow.dispose();
      }
    });
  });
