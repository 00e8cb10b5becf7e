import { isDeepStrictEqual } from "node:util";
import { configSchema } from "./config.js";
import type { Config, ConfigInput } from "./config.js";

/**
 * A config as a person would write it: without the keys whose defaults give the same config, and without
 * the sweep that it came from.
 *
 * @param given as the schema gives it
 */
export function shortConfig({ sweep: _, ...config }: Config): ConfigInput {
  const all: Partial<Config> = config;
  return Object.keys(all).reduce<Partial<Config>>((short, key) => {
    const without = Object.fromEntries(Object.entries(short).filter(([other]) => other !== key));
    const checked = configSchema.safeParse(without);
    return checked.success && isDeepStrictEqual(checked.data, config) ? without : short;
  }, all) as ConfigInput;
}
