import { GloroError } from "../../gloro/errors.js";
import type { Engine } from "../engine.js";
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
export function installedEngine(devices = 1): Engine {
  const found = findInstallation();
  if (!found)
    throw new GloroError(`TensorFlow is not installed. Run "gloro engine install tensorflow".`);
  const binding = loadBinding(bindingFile(found.folder));
  return tensorflowEngine(binding, devices > 1 ? { devices: gpus(binding, devices) } : {});
}
