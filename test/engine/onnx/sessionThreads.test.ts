import assert from "node:assert/strict";
import { onnxCpuEngine } from "../../../src/engine/onnx/onnxEngine.js";
import { SessionThreads } from "../../../src/engine/onnx/sessionThreads.js";
import { ModelWriter } from "../../../src/formats/onnx/modelWriter.js";
import { parseLoss } from "../../../src/gloro/losses/index.js";
import { evaluationStep, trainingStep } from "../../../src/gloro/programs/index.js";
import { parseOptimizer } from "../../../src/gloro/optimizers/index.js";
import type { HostTensors } from "../../../src/gloro/program.js";
import { randomState } from "../../gloro/state.js";
import { assertSameTensors } from "../assertSame.js";
import { exampleNetworks } from "../exampleNetworks.js";
import { seededInputs } from "../seededInputs.js";
import { floats } from "../seededTensors.js";

/** A model whose output is its input. */
function identity(): Uint8Array {
  const model = new ModelWriter();
  model.copy("x", "y");
  const spec = { shape: [2], dtype: "float32" } as const;
  return model.encodeModel({
    name: "identity",
    inputs: [{ name: "x", ...spec }],
    outputs: [{ name: "y", ...spec }],
  });
}

describe("SessionThreads", () => {
  let threads: SessionThreads;
  beforeEach(() => (threads = new SessionThreads(2)));
  afterEach(() => threads.dispose());

  const call = (x: HostTensors[string], model = identity()) =>
    threads.run({
      program: "identity",
      model,
      state: () => ({}),
      stateVersion: 0,
      inputs: { x },
    });

  it("answers each call with its own outputs", async () => {
    const inputs = Array.from({ length: 20 }, (_, index) => floats([2], [index, index / 2]));
    const outputs = await Promise.all(inputs.map((x) => call(x)));
    for (const [index, { y }] of outputs.entries())
      assert.deepEqual(Array.from(y!.data), [index, index / 2]);
  });

  it("says what was wrong with a call, and answers the next", async () => {
    const x = floats([2], [1, 2]);
    await assert.rejects(call(x, Uint8Array.of(1, 2, 3)), /model/i);
    assert.deepEqual(Array.from((await call(x)).y!.data), [1, 2]);
  });

  it("answers what was asked before it ended", async () => {
    const asked = call(floats([2], [3, 4]));
    await threads.dispose();
    assert.deepEqual(Array.from((await asked).y!.data), [3, 4]);
  });
});

describe("evaluations beside each other", () => {
  const batchSize = 5;
  const network = exampleNetworks["adjacent"]!;
  const loss = parseLoss("sparse_trades_kl.1.5");
  const optimizer = parseOptimizer("adam");
  const training = trainingStep({ network, loss, optimizer, batchSize, powerIterations: 1 });
  const evaluation = evaluationStep({ network, loss, batchSize });
  const state = { ...randomState(network, 3), ...optimizer.initialSlots(network.parameters) };

  /** Evaluates batches before and after a step, all asked for at once. */
  async function evaluated(callsAtOnce: number): Promise<HostTensors[]> {
    const programs = await onnxCpuEngine({ threads: 1, callsAtOnce }).load(
      [training, evaluation],
      state,
    );
    const batches = (seed: number) =>
      Array.from({ length: 4 }, (_, batch) =>
        programs.run("evaluationStep", seededInputs(evaluation, seed + batch)),
      );
    try {
      assert.equal(programs.callsAtOnce, callsAtOnce);
      const before = batches(10);
      const step = programs.run("trainingStep", seededInputs(training, 1));
      return await Promise.all([...before, step, ...batches(20)]);
    } finally {
      await programs.dispose();
    }
  }

  it("give what they give one after the other, of the state as it was", async () => {
    const [oneByOne, beside] = [await evaluated(1), await evaluated(2)];
    for (const [index, outputs] of beside.entries())
      assertSameTensors(outputs, oneByOne[index]!, `call ${index}`, 1e-6);
  });
});
