import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { configPath } from "../applySettings.js";
import { configSchema } from "../config.js";
import type { Config } from "../config.js";
import type { ConfigPath } from "../configProblem.js";
import type { ConfigSweep, SweepMember } from "../configParts/sweep.js";
import { slug } from "../slug.js";
import { logScalePaths, sweepDraws, sweptPaths } from "./sweepDraws.js";
import { withDraw } from "./sweepProblems.js";

const digestLetters = 8;

/** The config of a run that belongs to a sweep. */
export type SweptConfig = Config & { readonly sweep: SweepMember };

/**
 * The configs of a sweep's runs, each once. They belong to one family, known by the config without the
 * sweep and by the paths: with more values it is the same, with another number of epochs another one.
 *
 * @param value the config's value, in which nothing is wrong
 * @param config the same without its sweep, with absolute paths
 * @param toAbsolute makes the paths of a run's config absolute
 */
export function sweepConfigs(
  value: unknown,
  config: Config,
  sweep: ConfigSweep,
  toAbsolute: (config: Config) => Config,
): SweptConfig[] {
  const id = familyId(config, sweptPaths(sweep));
  const logScale = logScalePaths(sweep);
  return sweepDraws(sweep).reduce<SweptConfig[]>((configs, draw) => {
    const run = toAbsolute(configSchema.parse(withDraw(value, draw)));
    const values = Object.fromEntries(
      draw.map((one) => [one.path, valueAt(run, configPath(one.path)) ?? one.value]),
    );
    if (configs.some((other) => isDeepStrictEqual(other.sweep.values, values))) return configs;
    const member = { id, values, ...(logScale.length > 0 && { logScale }) };
    return [...configs, { ...run, name: config.name, sweep: member }];
  }, []);
}

function familyId(config: Config, paths: readonly string[]): string {
  const text = JSON.stringify([config, [...paths].sort()]);
  const digest = createHash("sha256").update(text).digest("hex").slice(0, digestLetters);
  return `${slug(config.name)}-${digest}`;
}

/** As the config has it: of a fraction the number. */
function valueAt(value: unknown, [step, ...rest]: ConfigPath): unknown {
  if (step === undefined) return value;
  if (typeof value !== "object" || value === null) return undefined;
  return valueAt(Object.getOwnPropertyDescriptor(value, step)?.value, rest);
}
