import { engineNames } from "../../src/engine/engine.js";
import type { EngineName } from "../../src/engine/engine.js";
import { findInstallation } from "../../src/engine/tensorflow/install/installation.js";
import { roundingTolerance } from "./assertSame.js";
import { exampleNetworks } from "./exampleNetworks.js";
import { testsWebgpu } from "./softwareGpu.js";

/** Whether this user has the TensorFlow engine; `npm test` installs it where it can. */
export const hasTensorflow = findInstallation() !== undefined;

const isInstalled: { readonly [K in EngineName]: boolean } = {
  "onnx-cpu": true,
  "onnx-webgpu": testsWebgpu,
  tensorflow: hasTensorflow,
  eager: true,
};

/** The engines that every suite of engines is run for. */
export const installedEngines: readonly EngineName[] = engineNames.filter(
  (name) => isInstalled[name],
);

/** The example networks that an engine is tested on: on a GPU in software two, which have most operations. */
export const networksFor = (engine: EngineName): string[] =>
  Object.keys(exampleNetworks).filter(
    (name) => engine !== "onnx-webgpu" || ["adjacent", "pooling"].includes(name),
  );

/** How far an engine may be from TF.js's CPU backend, relative to the largest entry of a tensor. */
export const engineTolerance: { readonly [K in EngineName]: number } = {
  "onnx-cpu": roundingTolerance,
  // Shaders may be some units off in a quotient or a root, which Adam's division by small gradients amplifies.
  "onnx-webgpu": 1e-3,
  tensorflow: roundingTolerance,
  eager: roundingTolerance,
};
