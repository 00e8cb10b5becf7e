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
