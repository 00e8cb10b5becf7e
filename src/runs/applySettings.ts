import { ConfigError } from "./configError.js";
import type { ConfigPath } from "./configProblem.js";

/** One `--set path=value`, parsed. */
export interface Setting {
  /** As it was written. */
  readonly text: string;
  readonly path: ConfigPath;
  readonly value: unknown;
}

/**
 * Parses `path=value`, such as `optimizer.momentum=0.9` or `evaluation.radii.0=0.1`. The value is JSON,
 * or else a text. Whether the path exists is for the schema to say.
 * @throws ConfigError for a text without a path or "=".
 */
export function parseSetting(text: string): Setting {
  const [, path, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (path === undefined || value === undefined) {
    const message = "expected path=value, such as epochs=12 or optimizer.momentum=0.9.";
    throw new ConfigError([{ message, where: { kind: "setting", setting: text } }]);
  }
  return { text, path: configPath(path.trim()), value: parse(value) };
}

/** The steps of a dotted path: `evaluation.radii.0`. */
export function configPath(text: string): ConfigPath {
  return text.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** A config's value, as the file has it, with settings put in, in their order. */
export function applySettings(config: unknown, settings: readonly Setting[]): unknown {
  return settings.reduce((value, { path, value: leaf }) => put(value, path, leaf), config);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function put(value: unknown, [step, ...rest]: ConfigPath, leaf: unknown, key?: string): unknown {
  if (step === undefined) return leaf;
  if (typeof step === "number" && Array.isArray(value)) {
    const items: unknown[] = [...(value as unknown[])];
    items[step] = put(items[step], rest, leaf);
    return items;
  }
  const object = asObject(value, key);
  const inner = Object.getOwnPropertyDescriptor(object, step)?.value as unknown;
  return { ...object, [step]: put(inner, rest, leaf, String(step)) };
}

/** What a text stands for where it is short for an object; without a text, the default. */
const shortFor = new Map<string, (text?: string) => object>([
  ["loss", (text) => (text === undefined ? {} : { name: text })],
  ["optimizer", (text = "adam") => ({ name: text })],
  ["architecture", (text) => (text === undefined ? {} : { name: text })],
  ["data", (text) => (text === undefined ? {} : { path: text })],
]);

function asObject(value: unknown, key = ""): object {
  if (typeof value === "object" && value !== null) return value;
  return shortFor.get(key)?.(typeof value === "string" ? value : undefined) ?? {};
}
