import { createEngine, defaultEngine } from "../engine/index.js";
import type { Engine } from "../engine/index.js";
import type { Config } from "../runs/config.js";

/** The engine that a config names, on one device where it names no number. @throws Where it cannot run on this machine. */
export function configuredEngine({
  engine,
  devices = 1,
}: Pick<Config, "engine"> & Partial<Pick<Config, "devices">>): Promise<Engine> {
  // One engine alone divides batches.
  const automatic = devices > 1 ? "tensorflow" : defaultEngine;
  return createEngine(engine === "auto" ? automatic : engine, { devices });
}
