import { engineNames } from "../../src/engine/engine.js";
import type { EngineName } from "../../src/engine/engine.js";
import { findInstallation } from "../../src/engine/tensorflow/install/installation.js";

/** Whether this user has the TensorFlow engine; `npm test` installs it where it can. */
export const hasTensorflow = findInstallation() !== undefined;

/** The engines that every suite of engines is run for. */
export const installedEngines: readonly EngineName[] = engineNames.filter(
  (name) => name !== "tensorflow" || hasTensorflow,
);
