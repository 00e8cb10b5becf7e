import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { randomStream } from "../../data/random/randomStream.js";
import type { ConfigPath } from "../configProblem.js";
import type { ConfigSweep, SweptRange } from "../configParts/sweep.js";

/** A value that one run of a sweep has. */
export interface SweptValue {
  /** Dotted, as it was written. */
  readonly path: string;
  readonly value: unknown;
  /** Where in the config it, or the range that it was drawn from, is written. */
  readonly writtenAt: ConfigPath;
}

/** Digits of a number drawn from a range: more tell nobody anything. */
const digits = 4;

/**
 * The values of each run of a sweep, the last path's changing fastest. What is drawn depends on the seed
 * and the run's place alone, so that a sweep with more runs begins with those of one with fewer.
 */
export function sweepDraws(sweep: ConfigSweep): SweptValue[][] {
  return "grid" in sweep ? gridDraws(sweep.grid) : randomDraws(sweep);
}

/** How many draws a sweep has; counted, since a large grid could not be listed. */
export function drawCount(sweep: ConfigSweep): number {
  if ("random" in sweep) return sweep.runs;
  return Object.values(sweep.grid).reduce((product, values) => product * values.length, 1);
}

/** The paths of a sweep, as they are written. */
export function sweptPaths(sweep: ConfigSweep): string[] {
  return Object.keys("grid" in sweep ? sweep.grid : sweep.random);
}

/** The paths whose values are drawn on a log scale. */
export function logScalePaths(sweep: ConfigSweep): string[] {
  if ("grid" in sweep) return [];
  return Object.entries(sweep.random).flatMap(([path, from]) =>
    !Array.isArray(from) && from.scale === "log" ? [path] : [],
  );
}

function gridDraws(grid: Extract<ConfigSweep, { grid: unknown }>["grid"]): SweptValue[][] {
  return Object.entries(grid).reduce<SweptValue[][]>(
    (draws, [path, values]) =>
      draws.flatMap((draw) =>
        values.map((value, index) => [
          ...draw,
          { path, value, writtenAt: ["sweep", "grid", path, index] },
        ]),
      ),
    [[]],
  );
}

function randomDraws({
  random,
  runs,
  seed,
}: Extract<ConfigSweep, { random: unknown }>): SweptValue[][] {
  return Array.from({ length: runs }, (_, run) => {
    const stream = randomStream(seed, run);
    return Object.entries(random).map(([path, from]): SweptValue => {
      const at = ["sweep", "random", path];
      if (!Array.isArray(from)) return { path, value: inRange(from, stream), writtenAt: at };
      const index = Math.floor(uniformFloat64(stream) * from.length);
      return { path, value: from[index], writtenAt: [...at, index] };
    });
  });
}

function inRange({ from, to, scale, step }: SweptRange, stream: RandomGenerator): number {
  const share = uniformFloat64(stream);
  const value = scale === "log" ? from * (to / from) ** share : from + (to - from) * share;
  const rounded = step === undefined ? value : Math.round(value / step) * step;
  // A step such as 0.1 has multiples that are not what is written as 0.3.
  return Math.min(to, Math.max(from, Number(rounded.toPrecision(digits))));
}
