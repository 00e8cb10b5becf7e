import { availableParallelism } from "node:os";
import { createEngine, defaultEngine } from "../engine/index.js";
import type { Engine } from "../engine/index.js";
import type { Config } from "../runs/config.js";

/**
 * The engine that a config names, which trains as the config says.
 * @throws Where it cannot run on this machine, or cannot train so.
 */
export function configuredEngine({
  engine,
  precision,
  xla,
}: Pick<Config, "engine"> & Partial<Pick<Config, "precision" | "xla">>): Promise<Engine> {
  return createEngine(engine === "auto" ? defaultEngine : engine, { precision, xla });
}

// Each thread holds the state and a batch's activations.
const mostBatchesAtOnce = 4;

/** An engine for evaluating alone, with batches beside each other where it can. @throws Where it cannot run here. */
export function evaluatingEngine(engine: Config["engine"] = defaultEngine): Promise<Engine> {
  const callsAtOnce = Math.min(mostBatchesAtOnce, availableParallelism());
  return createEngine(engine === "auto" ? defaultEngine : engine, { callsAtOnce });
}
