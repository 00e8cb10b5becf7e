import type { ConfigValue, RunRow } from "../../src/extension/rows/messages.js";

/** A key of the configs, and what it is in each of some runs. */
export interface ConfigLine {
  readonly key: string;
  /** Undefined where a config does not have it. */
  readonly values: readonly (ConfigValue | undefined)[];
  readonly differs: boolean;
}

/** The keys of the runs' configs by name, with their values side by side. */
export function configLines(rows: readonly RunRow[]): ConfigLine[] {
  const keys = new Set(rows.flatMap(({ config }) => Object.keys(config)));
  return [...keys].sort().map((key) => {
    const values = rows.map(({ config }) => (Object.hasOwn(config, key) ? config[key] : undefined));
    return { key, values, differs: new Set(values).size > 1 };
  });
}
