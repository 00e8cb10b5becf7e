import { GloroError, UnknownWordError } from "../errors.js";
import { adam } from "./adam.js";
import type { AdamOptions } from "./adam.js";
import type { Optimizer } from "./optimizer.js";
import { sgd } from "./sgd.js";
import type { SgdOptions } from "./sgd.js";

export type { Optimizer, StepScalars } from "./optimizer.js";

/** The optimizers, by the names that configs use. */
export const optimizerNames = ["adam", "sgd"] as const;
export type OptimizerName = (typeof optimizerNames)[number];

/** An optimizer as a config writes it: a name, or a name with options. */
export type OptimizerConfig = string | ({ readonly name: string } & AdamOptions & SgdOptions);

type Options = AdamOptions & SgdOptions;

interface OptimizerRow {
  /** The options that it has. */
  readonly options: readonly (keyof Options)[];
  create(options: Options): Optimizer;
}

const optimizers: { [K in OptimizerName]: OptimizerRow } = {
  adam: { options: ["beta1", "beta2", "epsilon"], create: adam },
  sgd: { options: ["momentum", "nesterov"], create: sgd },
};

/** What each option must be. */
const allowed: {
  [K in keyof Required<Options>]: { what: string; holds(value: unknown): boolean };
} = {
  beta1: { what: "a number from 0, below 1", holds: isFraction },
  beta2: { what: "a number from 0, below 1", holds: isFraction },
  epsilon: {
    what: "a positive number",
    holds: (value) => typeof value === "number" && value > 0 && value < Infinity,
  },
  momentum: { what: "a number from 0, below 1", holds: isFraction },
  nesterov: { what: "true or false", holds: (value) => typeof value === "boolean" },
};

/**
 * The optimizer that a config names. Throws UnknownWordError for another name or option, GloroError
 * for an option out of range.
 */
export function parseOptimizer(config: OptimizerConfig): Optimizer {
  const { name: word, ...options } = typeof config === "string" ? { name: config } : config;
  const name = optimizerNames.find((known) => known === word);
  if (!name) throw new UnknownWordError("optimizer", word, optimizerNames);

  const row = optimizers[name];
  for (const [key, value] of Object.entries(options)) {
    const option = row.options.find((known) => known === key);
    if (!option) throw new UnknownWordError(`option of the optimizer ${name}`, key, row.options);
    if (!allowed[option].holds(value)) {
      throw new GloroError(
        `Optimizer ${name}: ${option} must be ${allowed[option].what}, got ${JSON.stringify(value)}.`,
      );
    }
  }
  return row.create(options);
}

function isFraction(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value < 1;
}
