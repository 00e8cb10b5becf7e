import { GloroError } from "../../gloro/errors.js";
import type { Acceleration, Engine } from "../engine.js";
import { loadBinding } from "./binding.js";
import { bindingFile, findInstallation } from "./install/installation.js";
import { tensorflowEngine } from "./tensorflowEngine.js";

/**
 * The engine on the TensorFlow that this user has installed.
 * @throws GloroError where none is installed, or it cannot be loaded.
 */
export function installedEngine(acceleration: Acceleration = {}): Engine {
  const found = findInstallation();
  if (!found)
    throw new GloroError(`TensorFlow is not installed. Run "gloro engine install tensorflow".`);
  if (acceleration.xla) forbidTf32InXla();
  return tensorflowEngine(loadBinding(bindingFile(found.folder)), acceleration);
}

/** XLA's own products on NVIDIA's cards round float32 to TF32; those of NVIDIA's libraries do as they are told. */
function forbidTf32InXla(): void {
  const flag = "--xla_gpu_enable_triton_gemm=false";
  const flags = process.env["XLA_FLAGS"] ?? "";
  if (!flags.includes(flag)) process.env["XLA_FLAGS"] = `${flags} ${flag}`.trim();
}
