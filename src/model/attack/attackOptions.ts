import type { AttackObjective } from "../../gloro/attacks/objectives.js";
import { GloroError } from "../../gloro/errors.js";

/** How hard an attack tries. */
export interface AttackOptions {
  /** Steps from each start; default 20. */
  readonly steps?: number | undefined;
  /** Starts; default 4. See `startOf`. */
  readonly restarts?: number | undefined;
  /** Where every entry of an attacked input lies, such as `[0, 1]`; default anywhere. */
  readonly range?: readonly [low: number, high: number] | undefined;
  /** Of the random starts, an integer; default 0. */
  readonly seed?: number | undefined;
}

/** The options with their defaults. */
export interface AttackPlan {
  readonly steps: number;
  readonly restarts: number;
  readonly range: readonly [low: number, high: number] | undefined;
  readonly seed: number;
}

/** Fills in the defaults. @throws GloroError for steps or restarts that are no whole number from 1 on. */
export function attackPlan({
  steps = 20,
  restarts = 4,
  range,
  seed = 0,
}: AttackOptions): AttackPlan {
  for (const [name, count] of Object.entries({ steps, restarts })) {
    if (!Number.isInteger(count) || count < 1) {
      throw new GloroError(`${name} must be a whole number from 1 on, got ${count}.`);
    }
  }
  return { steps, restarts, range, seed };
}

/** What one start does. */
export interface AttackStart {
  readonly objective: AttackObjective;
  /** Which of the nearest pairs it works on, from 0; undefined for all at once. */
  readonly pair: number | undefined;
  /** Whether it begins at a random place of the ball, rather than at its centre. */
  readonly isRandom: boolean;
}

/**
 * The start of a number, from 0: by turns towards one rival, the nearest first, and against all of them
 * by cross-entropy. All but the first begin at random.
 */
export function startOf(number: number): AttackStart {
  const isRandom = number > 0;
  return number % 2 === 0
    ? { objective: "margin", pair: number / 2, isRandom }
    : { objective: "crossentropy", pair: undefined, isRandom };
}

/** The length of step `step` of `steps`, from 0: from the radius down to almost 0 along a cosine. */
export function stepSize(radius: number, step: number, steps: number): number {
  return (radius * (1 + Math.cos((Math.PI * step) / steps))) / 2;
}
