import { availableMemory } from "node:process";
import type { TestData } from "../../data/dataSet.js";
import type { EngineName, LoadedPrograms } from "../../engine/engine.js";
import { engineNames } from "../../engine/engine.js";
import { createEngine, defaultEngine, engineVersion, enginesToChoose } from "../../engine/index.js";
import type { Network } from "../../gloro/network.js";
import type { HostTensors } from "../../gloro/program.js";
import type { Config } from "../../runs/config.js";
import type { EngineChoice } from "../../runs/engineChoice.js";
import { memoryOfStep } from "../memoryOfStep.js";
import { trainingProgram, trainingPrograms } from "../trainingPrograms.js";
import { chooseEngine } from "./chooseEngine.js";
import { choiceFile, choiceKey, recallMeasured, rememberMeasured } from "./choiceMemory.js";
import { probeInProcess } from "./probeInProcess.js";
import { stepSpeed } from "./stepSpeed.js";

/** What a run's engine is prepared for. */
export interface RunEngineOptions {
  readonly config: Config;
  readonly network: Network;
  readonly data: Omit<TestData, "test">;
  /** The state that the programs begin with. */
  readonly tensors: HostTensors;
  /** Steps that the run has left. */
  readonly steps: number;
  /** What an earlier trainer of the run chose. */
  readonly earlier: EngineChoice | undefined;
  /** The card's name, where there is one. */
  readonly gpu: string | undefined;
  readonly isStopped: () => boolean;
  /** Called when other engines are measured. */
  readonly onMeasure: () => void;
}

/** A run's programs on its engine, which are the caller's to dispose. */
export interface RunEngine {
  readonly engine: EngineName;
  readonly programs: LoadedPrograms;
  /** Nothing where the run was stopped before an engine was chosen. */
  readonly choice: EngineChoice | undefined;
}

/**
 * Prepares the engine that the config names, or the one that an earlier trainer of the run had, or
 * chooses one by measuring the run's own training step. The state is not changed by that.
 *
 * @throws where the engine that is named cannot run; OutOfMemoryError
 */
export async function prepareRunEngine(options: RunEngineOptions): Promise<RunEngine> {
  const { config, earlier } = options;
  if (config.engine !== "auto") {
    const choice = { name: config.engine };
    return { engine: config.engine, programs: await loadOn(config.engine, options), choice };
  }
  const kept = engineNames.find((name) => name === earlier?.name);
  if (kept !== undefined) {
    try {
      return { engine: kept, programs: await loadOn(kept, options), choice: earlier };
    } catch (error) {
      // It was removed since, or it is this engine that had no room: another may be there.
      if (kept === defaultEngine) throw error;
    }
  }
  return chooseAndLoad(options);
}

async function chooseAndLoad(options: RunEngineOptions): Promise<RunEngine> {
  const { config, network, gpu } = options;
  const others = enginesToChoose();
  const versions = [...others, { name: defaultEngine, version: engineVersion(defaultEngine) }];
  const key = choiceKey(config, network, { versions, gpu });
  const file = choiceFile();
  const program = trainingProgram(config, network);
  let own: LoadedPrograms | undefined;
  const choice = await chooseEngine({
    own: defaultEngine,
    others: others.map(({ name }) => name),
    steps: options.steps,
    remembered: recallMeasured(key, file),
    measureOwn: async () => {
      own = await loadOn(defaultEngine, options);
      return stepSpeed(own, { config, network, program });
    },
    hasRoom: () => memoryOfStep(config, network) < availableMemory(),
    measure: (engine, patienceMs) => {
      options.onMeasure();
      return probeInProcess({ engine, config, data: options.data }, { ...options, patienceMs });
    },
    isStopped: options.isStopped,
  }).catch(async (error: unknown) => {
    await own?.dispose();
    throw error;
  });
  if (choice?.reason === "fastest") rememberMeasured(key, choice.measured ?? [], file);
  const chosen = engineNames.find((name) => name === choice?.name) ?? defaultEngine;
  if (chosen === defaultEngine) {
    return { engine: chosen, programs: own ?? (await loadOn(chosen, options)), choice };
  }
  await own?.dispose();
  try {
    return { engine: chosen, programs: await loadOn(chosen, options), choice };
  } catch (error) {
    // It ran in a process of its own, or before, and does not now.
    const why = error instanceof Error ? error.message : String(error);
    const measured = choice?.measured?.map((each) =>
      each.engine === chosen ? { engine: chosen, why } : each,
    );
    rememberMeasured(key, measured ?? [], file);
    return {
      engine: defaultEngine,
      programs: await loadOn(defaultEngine, options),
      choice: { name: defaultEngine, reason: "fastest", measured },
    };
  }
}

async function loadOn(
  name: EngineName,
  { config, network, tensors }: RunEngineOptions,
): Promise<LoadedPrograms> {
  const { precision, xla, devices } = config;
  const engine = await createEngine(name, { precision, xla, devices });
  return engine.load(trainingPrograms(config, network), tensors);
}
