import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { EngineName } from "../../../src/engine/engine.js";
import { configSchema } from "../../../src/runs/config.js";
import { probeInProcess } from "../../../src/trainer/engineChoice/probeInProcess.js";
import type { ProbeOptions } from "../../../src/trainer/engineChoice/probeInProcess.js";
import { trainerEntry } from "../../../src/trainer/trainerEntry.js";
import { temporaryFolder } from "../temporaryFolder.js";
import { tinyConfig } from "../tinyRun.js";

const fakeProbe = fileURLToPath(new URL("../fixtures/fakeProbe.ts", import.meta.url));
const patienceMs = 30_000;

describe("probeInProcess", () => {
  const folder = temporaryFolder();
  const data = { name: "tiny", inputShape: [6, 6, 1], classes: 3 };

  const ask = (engine: EngineName, options: Partial<ProbeOptions> = {}) =>
    probeInProcess(
      { engine, config: configSchema.parse(tinyConfig(folder.path)), data },
      { patienceMs, isStopped: () => false, ...options },
    );
  const askFake = (engine: EngineName, options: Partial<ProbeOptions> = {}) =>
    ask(engine, { entry: { file: fakeProbe, execArgv: trainerEntry().execArgv }, ...options });

  it("measures the training step of a config", async () => {
    const msPerStep = await ask("onnx-cpu");
    assert.ok(msPerStep > 0 && msPerStep < 1000, String(msPerStep));
  });

  it("says why an engine cannot run", async () => {
    const config = configSchema.parse(tinyConfig(folder.path));
    const question = { engine: "onnx-cpu", config, data: { ...data, classes: 4 } } as const;
    await assert.rejects(probeInProcess(question, { patienceMs, isStopped: () => false }), {
      name: "GloroError",
      message: /ends in 3 logits, but tiny has 4 classes/,
    });
  });

  it("gives what the process answers", async () => {
    assert.equal(await askFake("onnx-cpu"), 12.5);
    await assert.rejects(askFake("tensorflow"), { message: "TensorFlow is not installed." });
  });

  it("says that the process crashed", async () => {
    await assert.rejects(askFake("onnx-webgpu"), { message: "its process ended with SIGSEGV." });
  });

  it("kills one that takes too long, and one whose run is stopped", async () => {
    await assert.rejects(askFake("eager", { patienceMs: 2000 }), {
      message: "it took longer than the 2 s it was given.",
    });
    await assert.rejects(askFake("eager", { isStopped: () => true }), {
      message: "the run was stopped.",
    });
  });
});
