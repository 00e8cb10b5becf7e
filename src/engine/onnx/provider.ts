import type { EngineName } from "../engine.js";
import type { Lowerings } from "../graph/lowering.js";
import type { GraphWriter } from "./graphWriter.js";
import { lowerings } from "./lowerings.js";
import { webgpuLowerings } from "./webgpuLowerings.js";

/** One of onnxruntime's execution providers. */
export interface Provider {
  readonly name: "cpu" | "webgpu";
  readonly engine: EngineName;
  /** How each operation is said to it. */
  readonly lowerings: Lowerings<GraphWriter>;
  /** Where the state is between calls. */
  readonly stateLocation: "cpu" | "gpu-buffer";
}

/** The processor's kernels, in every package of onnxruntime. */
export const cpu: Provider = {
  name: "cpu",
  engine: "onnx-cpu",
  lowerings,
  stateLocation: "cpu",
};

/** Any GPU, through Vulkan, Direct3D 12 or Metal. */
export const webgpu: Provider = {
  name: "webgpu",
  engine: "onnx-webgpu",
  lowerings: webgpuLowerings,
  stateLocation: "gpu-buffer",
};
