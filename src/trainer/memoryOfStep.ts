import { memoryNeeded } from "../engine/memoryNeeded.js";
import type { Network } from "../gloro/network.js";
import type { Config } from "../runs/config.js";
import { inOneCall, trainingProgram } from "./trainingPrograms.js";

/** Measured on onnxruntime: 2.6 bytes for each of a step's values of cnn_6C2F at batch 128, 3 of cnn_2C2F at 256. */
const heldForEach = 3;

/** About how many bytes an engine holds for a training step, or those of one call, at the config's batch size. */
export function memoryOfStep(config: Config, network: Network): number {
  return heldForEach * memoryNeeded(inOneCall(trainingProgram(config, network), config));
}
