/*
 * Times training steps on one engine, for gpuSpeed.bench.ts: a process has one libtensorflow, which keeps the
 * card's memory until the process ends. Its argument is an EngineStep as JSON; prints a StepTime.
 */
import { loadBinding } from "../../src/engine/tensorflow/binding.js";
import { bindingFile, findInstallation } from "../../src/engine/tensorflow/install/installation.js";
import { trace } from "../../src/engine/trace/trace.js";
import type { EngineName } from "../../src/engine/index.js";
import { benchmark, measuredProgram } from "../../src/trainer/benchmark.js";
import type { MeasuredStep } from "../../src/trainer/benchmark.js";
import { configuredEngine } from "../../src/trainer/configuredEngine.js";
import { multiplyAdds } from "./multiplyAdds.js";
import type { StepTime } from "./stepTime.js";

/** An engine, and how it is set up, as the keys of a config say it. */
export type EngineSetting = Parameters<typeof configuredEngine>[0] & {
  readonly engine: EngineName;
};

/** What to time. */
export interface EngineStep {
  readonly setting: EngineSetting;
  readonly step: MeasuredStep;
  readonly steps: number;
}

const deviceOf: { readonly [K in EngineName]: () => string } = {
  "onnx-cpu": () => "cpu",
  "onnx-webgpu": () => "gpu",
  // Where it cannot load CUDA's libraries, TensorFlow computes on the processor and says nothing.
  tensorflow: () => (tensorflowUsesGpu() ? "gpu" : "cpu"),
  eager: () => "cpu",
};

function tensorflowUsesGpu(): boolean {
  const installation = findInstallation();
  return (
    installation !== undefined && loadBinding(bindingFile(installation.folder)).isUsingGpuDevice()
  );
}

const { setting, step, steps } = JSON.parse(process.argv[2] ?? "") as EngineStep;
const { ms_per_step } = await benchmark({
  ...step,
  engine: await configuredEngine(setting),
  steps,
});
const time: StepTime = {
  ms_per_step,
  multiply_adds: multiplyAdds(trace(measuredProgram(step).program)),
  device: deviceOf[setting.engine](),
};
console.log(`\n${JSON.stringify(time)}`);
