import { createEngine } from "../../engine/index.js";
import type { EngineName } from "../../engine/index.js";
import type { TestData } from "../../data/dataSet.js";
import { initialState } from "../../gloro/initialise.js";
import { parseOptimizer } from "../../gloro/optimizers/index.js";
import type { Config } from "../../runs/config.js";
import { configuredNetwork } from "../configuredNetwork.js";
import { trainingProgram } from "../trainingPrograms.js";
import { stepSpeed } from "./stepSpeed.js";

/** What a process is asked to measure: the training step of a config for some data, on an engine. */
export interface ProbeQuestion {
  readonly engine: EngineName;
  readonly config: Config;
  readonly data: Omit<TestData, "test">;
}

/** Milliseconds a step, or why there are none. */
export type ProbeAnswer =
  | { readonly type: "measured"; readonly msPerStep: number }
  | { readonly type: "failed"; readonly message: string };

/** Measures a training step from random weights. @throws where the engine fails */
export async function probe({ engine: name, config, data }: ProbeQuestion): Promise<number> {
  const network = await configuredNetwork(config, data);
  const program = trainingProgram(config, network);
  const slots = parseOptimizer(config.optimizer).initialSlots(network.parameters);
  const engine = await createEngine(name);
  const programs = await engine.load([program], { ...initialState(network, 0), ...slots });
  try {
    return await stepSpeed(programs, { config, network, program });
  } finally {
    await programs.dispose();
  }
}
