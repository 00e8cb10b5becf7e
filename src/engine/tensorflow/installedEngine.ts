import { GloroError } from "../../gloro/errors.js";
import type { Engine } from "../engine.js";
import { loadBinding } from "./binding.js";
import { bindingFile, findInstallation } from "./install/installation.js";
import { tensorflowEngine } from "./tensorflowEngine.js";

/**
 * The engine on the TensorFlow that this user has installed.
 * @throws GloroError where none is installed, or it cannot be loaded.
 */
export function installedEngine(): Engine {
  const found = findInstallation();
  if (!found)
    throw new GloroError(`TensorFlow is not installed. Run "gloro engine install tensorflow".`);
  return tensorflowEngine(loadBinding(bindingFile(found.folder)));
}
