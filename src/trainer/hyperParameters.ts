import type { HyperParameter } from "../formats/tensorboard/events.js";
import type { Config } from "../runs/config.js";

/** A config's values by their dotted paths, such as `optimizer.beta1`; a list is one value, as JSON. */
export function hyperParameters(config: Config): Record<string, HyperParameter> {
  return Object.fromEntries(leaves(config, []));
}

function leaves(value: unknown, path: readonly string[]): [string, HyperParameter][] {
  const name = path.join(".");
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") {
    return [[name, value]];
  }
  if (Array.isArray(value)) return [[name, JSON.stringify(value)]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}
