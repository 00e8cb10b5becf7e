import { GloroError, UnknownWordError } from "../errors.js";
import { parseSections } from "./parseSections.js";
import type { Section } from "./parseSections.js";
import { expandShorthand, scheduleNames } from "./shorthands.js";
import { transitions } from "./transitions.js";

export { ScheduleSyntaxError } from "./scheduleSyntaxError.js";
export { scheduleNames } from "./shorthands.js";

/** A multiplier of a base value over a run. */
export interface Schedule {
  /** The multiplier at `time`, in epochs from 0; fractions are within an epoch. */
  at(time: number): number;
}

/**
 * The schedule that a text writes, over `duration` epochs, of a quantity whose base value is
 * `baseValue`: a shorthand such as `linear_half` or `decay_after_half_to_0.000001`, or sections such as
 * `[0.01]-log-[50%:1.1]`. The base value is needed because an X in a shorthand is a value of the
 * quantity, and because `-log-` is linear in its exponential.
 *
 * At whole epochs the values are those of the Python library; within an epoch they run straight to the
 * next whole epoch's (Python's run one epoch behind). A step falls at its time, and the last value is
 * reached and held (Python stops one epoch short of it).
 *
 * Throws UnknownWordError, ScheduleSyntaxError, or GloroError for numbers that make no schedule.
 */
export function parseSchedule(text: string, duration: number, baseValue: number): Schedule {
  if (!Number.isInteger(duration) || duration < 1) {
    throw new GloroError(`A schedule runs over 1 or more whole epochs, got ${duration}.`);
  }
  if (!Number.isFinite(baseValue)) {
    throw new GloroError(`Schedule "${text}": the base value must be a number, got ${baseValue}.`);
  }
  const expanded = expandShorthand(text, baseValue);
  if (expanded === undefined && !text.includes("[")) {
    throw new UnknownWordError("schedule", text, [...scheduleNames, "[0]-[50%:1]-[1]"]);
  }
  const sections = parseSections(expanded ?? text, duration);
  return { at: (time) => valueAt(sections, time, baseValue) };
}

function valueAt(sections: readonly Section[], time: number, base: number): number {
  const index = sections.findLastIndex((section) => section.time <= time);
  const from = sections[Math.max(index, 0)];
  const to = sections[index + 1];
  if (!from) throw new Error("A schedule has at least one section.");
  if (index < 0 || !to) return from.value;

  const valueAtEpoch = (epoch: number) =>
    transitions[from.next](from.value, to.value, (epoch - from.time) / (to.time - from.time), base);
  const epoch = Math.floor(time);
  const start = valueAtEpoch(epoch);
  return start + (valueAtEpoch(epoch + 1) - start) * (time - epoch);
}
