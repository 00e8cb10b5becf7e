import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { applySettings, parseSetting } from "./applySettings.js";
import type { Setting } from "./applySettings.js";
import { configKeys, configSchema } from "./config.js";
import type { Config } from "./config.js";
import { ConfigError } from "./configError.js";
import type { LocatedProblem } from "./configError.js";
import { schemaProblems } from "./configProblem.js";
import type { ConfigPath, ConfigProblem } from "./configProblem.js";
import { parseConfigText } from "./configText.js";
import { resolveConfigPaths } from "./resolveConfigPaths.js";
import { sweepConfigs } from "./sweep/sweepConfigs.js";
import type { SweptConfig } from "./sweep/sweepConfigs.js";
import { sweepProblems, withDraw } from "./sweep/sweepProblems.js";
import { wordProblems } from "./validateConfig.js";

/** What a config's file asks for. */
export interface ParsedConfig {
  /** Without its sweep. */
  readonly config: Config;
  /** The configs of its sweep's runs. */
  readonly swept?: readonly SweptConfig[];
}

/**
 * Reads a config file.
 * @param settings `path=value` texts that change it, as after `--set`.
 * @throws ConfigError that lists every problem with its place.
 */
export function loadConfig(file: string, settings: readonly string[] = []): ParsedConfig {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new ConfigError([
      { message: `cannot be read: ${found}.`, where: { kind: "file", file, line: 1, column: 1 } },
    ]);
  }
  return parseConfig(text, file, settings);
}

/**
 * Checks a config's text, the words of the method and each value of its sweep included, and fills in the
 * defaults. Its paths become absolute, taken from the folder of `file`.
 * @throws ConfigError that lists every problem with its place.
 */
export function parseConfig(
  text: string,
  file: string,
  settings: readonly string[] = [],
): ParsedConfig {
  // Some editors begin a file with a byte order mark.
  const source = parseConfigText(text.replace(/^\uFEFF/, ""), file);
  const parsed = settings.map(parseSetting);
  const value = applySettings(source.value, parsed);
  const checked = configKeys.safeParse(value);
  const problems = [
    ...schemaProblems(checked.error?.issues ?? []),
    ...wordProblems(value),
    ...sweepProblems(value),
  ];
  if (!checked.success || problems.length > 0) {
    const located = problems.map((problem) => locate(problem, parsed, source.problemAt));
    throw new ConfigError(located.sort((a, b) => lineOf(a) - lineOf(b)));
  }
  const folder = dirname(resolve(file));
  const toAbsolute = (one: Config) => resolveConfigPaths(one, folder);
  const config = toAbsolute(configSchema.parse(withDraw(value)));
  const { sweep } = checked.data;
  return { config, ...(sweep && { swept: sweepConfigs(value, config, sweep, toAbsolute) }) };
}

function locate(
  { path, message }: ConfigProblem,
  settings: readonly Setting[],
  inFile: (path: ConfigPath, message: string) => LocatedProblem,
): LocatedProblem {
  const setting = settings.findLast((candidate) => overlap(candidate.path, path));
  if (!setting) return inFile(path, message);
  return { message, where: { kind: "setting", setting: setting.text } };
}

/** Whether one path leads through the other's value. */
function overlap(a: ConfigPath, b: ConfigPath): boolean {
  const shared = Math.min(a.length, b.length);
  return shared > 0 && a.slice(0, shared).every((step, index) => step === b[index]);
}

/** The problems of settings come before those of the file. */
function lineOf({ where }: LocatedProblem): number {
  return where.kind === "file" ? where.line : 0;
}
