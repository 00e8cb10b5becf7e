import type * as z from "zod";
import { applySettings, configPath } from "../applySettings.js";
import { configSchema, configKeys } from "../config.js";
import { schemaProblems, showPath } from "../configProblem.js";
import type { ConfigPath, ConfigProblem } from "../configProblem.js";
import type { ConfigSweep } from "../configParts/sweep.js";
import { wordProblems } from "../validateConfig.js";
import { drawCount, sweepDraws, sweptPaths } from "./sweepDraws.js";
import type { SweptValue } from "./sweepDraws.js";

/** More runs than anybody trains, and as many as can be checked at once. */
const mostRuns = 1000;

/** What a sweep may not change: what names the runs, and itself. */
const unswept = new Set<unknown>(["$schema", "name", "sweep"]);

/**
 * What is wrong with the runs that a config's sweep makes: each value of it is checked as the config's own
 * are, and with the others that it meets. Of a config without a sweep, nothing.
 *
 * @param config a config's value as its file has it
 */
export function sweepProblems(config: unknown): ConfigProblem[] {
  const sweep = sweepOf(config);
  if (!sweep) return [];
  const count = drawCount(sweep);
  if (count > mostRuns) {
    const message = `sweep makes ${count} runs; at most ${mostRuns} are trained. Take out some values.`;
    return [{ path: ["sweep"], message }];
  }
  const misplaced = pathProblems(sweep);
  if (misplaced.length > 0) return misplaced;
  // What is wrong without the sweep is told once, by the config's own checks.
  const own = new Set(problemsOf(withDraw(config)).map(keyOf));
  const found = sweepDraws(sweep).flatMap((draw) =>
    problemsOf(withDraw(config, draw))
      .filter((problem) => !own.has(keyOf(problem)))
      .map((problem) => blame(problem, draw)),
  );
  return [...new Map(found.map((problem) => [keyOf(problem), problem])).values()];
}

/** A config's sweep, where it is one. */
export function sweepOf(config: unknown): ConfigSweep | undefined {
  if (typeof config !== "object" || config === null || !("sweep" in config)) return undefined;
  return configKeys.shape.sweep.safeParse(config.sweep).data;
}

/** The config of one run, as a file would have it; without a draw, the config without its sweep. */
export function withDraw(config: unknown, draw: readonly SweptValue[] = []): unknown {
  const run = applySettings(
    config,
    draw.map(({ path, value }) => ({ text: path, path: configPath(path), value })),
  );
  if (typeof run !== "object" || run === null) return run;
  return Object.fromEntries(Object.entries(run).filter(([key]) => key !== "sweep"));
}

/** Of `loss` and `loss.lambda` the one would overwrite the other. */
function pathProblems(sweep: ConfigSweep): ConfigProblem[] {
  const kind = "grid" in sweep ? "grid" : "random";
  const paths = sweptPaths(sweep);
  return paths.flatMap((path) => {
    const at = { path: ["sweep", kind, path] };
    if (unswept.has(configPath(path)[0])) {
      return { ...at, message: `in the sweep: ${path} is the same in all of its runs.` };
    }
    const within = paths.find((other) => path.startsWith(`${other}.`));
    const message = `in the sweep: ${path} lies within ${String(within)}. Sweep over parts of it alone, such as loss.name and loss.lambda.`;
    return within === undefined ? [] : { ...at, message };
  });
}

function problemsOf(config: unknown): ConfigProblem[] {
  const issues: readonly z.core.$ZodIssue[] = configSchema.safeParse(config).error?.issues ?? [];
  return [...schemaProblems(issues), ...wordProblems(config)];
}

/** Says which values of a sweep a problem comes from, and places it there. */
function blame(problem: ConfigProblem, draw: readonly SweptValue[]): ConfigProblem {
  const swept = draw.find(({ path }) => overlap(configPath(path), problem.path));
  if (!swept) {
    const values = draw.map(written).join(", ");
    return { ...problem, message: `in the sweep, with ${values}: ${problem.message}` };
  }
  const { writtenAt } = swept;
  const isUnknown = problem.choice?.word === problem.path.at(-1);
  return isUnknown
    ? { path: writtenAt.slice(0, 3), message: `in the sweep: ${problem.message}` }
    : {
        ...problem,
        path: writtenAt,
        message: `in the sweep, with ${written(swept)}: ${problem.message}`,
      };
}

function written({ path, value }: SweptValue): string {
  return `${path} = ${JSON.stringify(value)}`;
}

/** Whether one path leads through the other's value. */
function overlap(a: ConfigPath, b: ConfigPath): boolean {
  const shared = Math.min(a.length, b.length);
  return shared > 0 && a.slice(0, shared).every((step, index) => step === b[index]);
}

function keyOf({ path, message }: ConfigProblem): string {
  return `${showPath(path)}: ${message}`;
}
