import { createEngine, defaultEngine } from "../engine/index.js";
import type { Engine } from "../engine/index.js";
import type { Config } from "../runs/config.js";

/** The engine that a config names. @throws Where it cannot run on this machine. */
export function configuredEngine({ engine }: Pick<Config, "engine">): Promise<Engine> {
  return createEngine(engine === "auto" ? defaultEngine : engine);
}
