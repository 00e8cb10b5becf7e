import { parseNumber } from "./number.js";
import { ScheduleSyntaxError } from "./scheduleSyntaxError.js";
import { transitions } from "./transitions.js";
import type { TransitionName } from "./transitions.js";

/** A value at a time, and the way on from there. */
export interface Section {
  /** In whole epochs. */
  readonly time: number;
  /** A multiplier of the base value. */
  readonly value: number;
  /** The transition to the next section; `""` in the last. */
  readonly next: TransitionName;
}

/**
 * Reads sections such as `[0.01]-log-[50%:1.1]` for a run of `duration` epochs. The first starts at 0
 * and the last ends with the run unless they give a time; those between must give one. Throws
 * ScheduleSyntaxError.
 */
export function parseSections(text: string, duration: number): Section[] {
  const sections: Section[] = [];
  let position = 0;
  while (position < text.length) {
    const section = readSection(text, position);
    const transition = readTransition(text, section.end);
    const time =
      section.time === undefined
        ? impliedTime(text, position, transition.isLast, duration)
        : readTime(text, position + 1, section.time, duration);
    const previous = sections.at(-1);
    if (previous && time < previous.time) {
      throw new ScheduleSyntaxError(
        text,
        position,
        `a time from epoch ${previous.time}, where the section before it stands`,
      );
    }
    if ((transition.name === "-exp-" || previous?.next === "-exp-") && section.value <= 0) {
      throw new ScheduleSyntaxError(text, position, `a positive value beside "-exp-"`);
    }
    sections.push({ time, value: section.value, next: transition.name });
    position = transition.end;
  }
  return sections;
}

function readSection(text: string, start: number) {
  const close = text.indexOf("]", start);
  if (text[start] !== "[") throw new ScheduleSyntaxError(text, start, `a section such as "[0.5]"`);
  if (close < 0) throw new ScheduleSyntaxError(text, text.length, `"]"`);
  const content = text.slice(start + 1, close);
  const colon = content.indexOf(":");
  const value = parseNumber(content.slice(colon + 1));
  if (value === undefined) {
    throw new ScheduleSyntaxError(text, start + 1 + colon + 1, "a number");
  }
  return { value, time: colon < 0 ? undefined : content.slice(0, colon), end: close + 1 };
}

function readTransition(text: string, start: number) {
  const open = text.indexOf("[", start);
  const end = open < 0 ? text.length : open;
  const word = text.slice(start, end);
  if (open < 0 && word !== "") throw new ScheduleSyntaxError(text, start, "the end");
  if (!isTransition(word)) {
    const known = Object.keys(transitions).filter((name) => name !== "");
    throw new ScheduleSyntaxError(text, start, `a section, or one of ${known.join(" ")} before it`);
  }
  return { name: word, end, isLast: open < 0 };
}

function isTransition(word: string): word is TransitionName {
  return Object.hasOwn(transitions, word);
}

function impliedTime(text: string, position: number, isLast: boolean, duration: number): number {
  if (position === 0) return 0;
  if (isLast) return duration;
  throw new ScheduleSyntaxError(
    text,
    position + 1,
    `a time, such as "50%:" or "10:", as in every section but the first and the last`,
  );
}

/** Whole epochs; a percentage is rounded down to them, as in the Python library. */
function readTime(text: string, position: number, time: string, duration: number): number {
  const percent = time.endsWith("%") ? parseNumber(time.slice(0, -1)) : undefined;
  const epochs = percent === undefined ? parseNumber(time) : (percent / 100) * duration;
  if (epochs === undefined || epochs < 0 || (percent === undefined && !Number.isInteger(epochs))) {
    throw new ScheduleSyntaxError(text, position, `a whole number of epochs, or a percentage`);
  }
  return Math.floor(epochs);
}
