import { isDeepStrictEqual } from "node:util";
import { configSchema } from "./config.js";
import type { Config, ConfigInput } from "./config.js";

/**
 * A config as a person would write it: without the keys whose defaults give the same config, and without
 * the sweep that it came from.
 *
 * @param given as the schema gives it
 */
export function shortConfig(given: Config): ConfigInput {
  const config = without(given, "sweep");
  return Object.keys(config).reduce<Partial<Config>>((short, key) => {
    const shorter = without(short, key);
    const checked = configSchema.safeParse(shorter);
    return checked.success && isDeepStrictEqual(checked.data, config) ? shorter : short;
  }, config) as ConfigInput;
}

function without(config: Partial<Config>, key: string): Partial<Config> {
  return Object.fromEntries(Object.entries(config).filter(([other]) => other !== key));
}
