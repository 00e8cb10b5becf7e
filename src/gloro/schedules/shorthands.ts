import { GloroError } from "../errors.js";
import { numberPattern } from "./number.js";

/** Schedules with a name, as sections. */
const named: Readonly<Record<string, string>> = {
  fixed: "[1]",
  linear: "[0]-[1]",
  linear_half: "[0]-[50%:1]-[1]",
  linear_decay: "[1]-[0]",
  linear_decay_after_half: "[1]-[50%:1]-[0]",
  logarithmic: "[0.01]-log-[1]",
  logarithmic_half: "[0.01]-log-[50%:1]-[1]",
  decay: "[1]-exp-[0.001]",
  decay_after_half: "[1]-[50%:1]-exp-[0.001]",
  cos: "[1]-cos-[0]",
  cos_after_half: "[1]-[50%:1]-cos-[0]",
};

/** Schedules whose name has a value X of the scheduled quantity, such as a final learning rate. */
const withValue: Readonly<Record<string, (multiplier: number) => string>> = {
  linear_from_X: (start) => `[${start}]-[1]`,
  linear_half_from_X: (start) => `[${start}]-[50%:1]-[1]`,
  decay_to_X: (end) => `[1]-exp-[${end}]`,
  decay_to_X_after_half: (end) => `[1]-[50%:1]-exp-[${end}]`,
  decay_after_half_to_X: (end) => `[1]-[50%:1]-exp-[${end}]`,
  decay_until_half_to_X: (end) => `[1]-exp-[50%:${end}]-[${end}]`,
};

/** The words that name a schedule; X stands for a number. */
export const scheduleNames: readonly string[] = [...Object.keys(named), ...Object.keys(withValue)];

/**
 * The sections that a shorthand stands for, or undefined for any other text. An X is a value of the
 * scheduled quantity itself, so it is divided by `base`; GloroError where that is 0.
 */
export function expandShorthand(text: string, base: number): string | undefined {
  if (Object.hasOwn(named, text)) return named[text];
  for (const [shape, expand] of Object.entries(withValue)) {
    const value = new RegExp(`^${shape.replace("X", `(${numberPattern})`)}$`).exec(text)?.[1];
    if (value === undefined) continue;
    if (base === 0) {
      throw new GloroError(
        `Schedule "${text}" cannot reach ${value} from a base value of 0. Give a base value, or ` +
          `write "fixed".`,
      );
    }
    return expand(Number(value) / base);
  }
  return undefined;
}
