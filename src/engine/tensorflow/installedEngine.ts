import { GloroError } from "../../gloro/errors.js";
import type { Acceleration, Engine } from "../engine.js";
import { loadBinding } from "./binding.js";
import { bindingFile, findInstallation } from "./install/installation.js";
import { gpus } from "./gpus.js";
import { tensorflowEngine } from "./tensorflowEngine.js";

/**
 * The engine on the TensorFlow that this user has installed.
 *
 * @param devices GPUs that share each batch; for one, TensorFlow takes the first GPU or the processor
 * @throws GloroError where none is installed, it cannot be loaded, or there are fewer GPUs.
 */
export function installedEngine(acceleration: Acceleration = {}, devices = 1): Engine {
  const found = findInstallation();
  if (!found)
    throw new GloroError(`TensorFlow is not installed. Run "gloro engine install tensorflow".`);
  if (acceleration.xla) forbidTf32InXla();
  const binding = loadBinding(bindingFile(found.folder));
  const several = devices > 1 ? { devices: gpus(binding, devices) } : {};
  return tensorflowEngine(binding, { ...acceleration, ...several });
}

/** XLA's own products on NVIDIA's cards round float32 to TF32; those of NVIDIA's libraries do as they are told. */
function forbidTf32InXla(): void {
  const flag = "--xla_gpu_enable_triton_gemm=false";
  const flags = process.env["XLA_FLAGS"] ?? "";
  if (!flags.includes(flag)) process.env["XLA_FLAGS"] = `${flags} ${flag}`.trim();
}
