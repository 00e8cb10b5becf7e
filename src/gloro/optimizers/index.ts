import { GloroError, UnknownWordError } from "../errors.js";
import { checkOptions, fraction, fromZero, positive } from "../options.js";
import type { AllowedValue } from "../options.js";
import { adam } from "./adam.js";
import type { AdamOptions } from "./adam.js";
import { clipped } from "./clipping.js";
import type { ClippingOptions } from "./clipping.js";
import { lookahead } from "./lookahead.js";
import type { LookaheadOptions } from "./lookahead.js";
import { nadam } from "./nadam.js";
import type { NadamOptions } from "./nadam.js";
import type { Optimizer } from "./optimizer.js";
import { sgd } from "./sgd.js";
import type { SgdOptions } from "./sgd.js";
import { decoupledDecay, penaltyDecay } from "./weightDecay.js";
import type { Decay, WeightDecayOptions } from "./weightDecay.js";

export type { Optimizer, StepScalars } from "./optimizer.js";

/** The optimizers, by the names that configs use. */
export const optimizerNames = ["adam", "adamw", "nadam", "sgd", "lookahead"] as const;
/** The name of an optimizer. */
export type OptimizerName = (typeof optimizerNames)[number];

/** What optimizers may be told; each knows some of it. */
export interface OptimizerOptions
  extends
    AdamOptions,
    NadamOptions,
    SgdOptions,
    LookaheadOptions,
    ClippingOptions,
    WeightDecayOptions {
  /** The optimizer that lookahead is put around. */
  readonly inner?: OptimizerConfig;
}

/** An optimizer as a config writes it: a name, or a name with options. */
export type OptimizerConfig = string | ({ readonly name: string } & OptimizerOptions);

interface OptimizerRow {
  /** The options that it has. */
  readonly options: readonly (keyof OptimizerOptions)[];
  create(options: OptimizerOptions): Optimizer;
}

/** AdamW's weight decay where none is given, as in Keras 2. */
const usualDecay = 0.004;

const optimizers: { [K in OptimizerName]: OptimizerRow } = {
  adam: rule(["beta1", "beta2", "epsilon"], adam, penaltyDecay),
  adamw: rule(["beta1", "beta2", "epsilon"], adam, decoupledDecay, usualDecay),
  nadam: rule(["beta1", "beta2", "epsilon", "momentumDecay"], nadam, penaltyDecay),
  sgd: rule(["momentum", "nesterov"], sgd, penaltyDecay),
  lookahead: { options: ["inner", "slowStep", "syncPeriod"], create: lookaheadAround },
};

/** A rule for gradients, which are clipped first and then, perhaps, given the decay's penalty. */
function rule(
  options: readonly (keyof OptimizerOptions)[],
  create: (options: OptimizerOptions) => Optimizer,
  decay: Decay,
  defaultDecay = 0,
): OptimizerRow {
  return {
    options: [...options, "weightDecay", "clipNorm", "clipValue"],
    create: (given) => clipped(decay(create(given), given.weightDecay ?? defaultDecay), given),
  };
}

function lookaheadAround({ inner, ...options }: OptimizerOptions): Optimizer {
  if (inner === undefined) {
    throw new GloroError(
      'The optimizer lookahead needs an inner one. Write for example "inner": "adam".',
    );
  }
  if ((typeof inner === "string" ? inner : inner.name) === "lookahead") {
    throw new GloroError("The inner optimizer of lookahead cannot be lookahead. Name another.");
  }
  return lookahead(parseOptimizer(inner), options);
}

/** What each option must be. */
const allowed: { [K in keyof Required<OptimizerOptions>]: AllowedValue } = {
  beta1: fraction,
  beta2: fraction,
  epsilon: positive,
  momentumDecay: fromZero,
  momentum: fraction,
  nesterov: { what: "true or false", holds: (value) => typeof value === "boolean" },
  inner: {
    what: "an optimizer",
    holds: (value) => typeof value === "string" || (typeof value === "object" && value !== null),
  },
  slowStep: {
    what: "a number above 0, up to 1",
    holds: (value) => typeof value === "number" && value > 0 && value <= 1,
  },
  syncPeriod: {
    what: "a whole number from 1 on",
    holds: (value) => Number.isInteger(value) && Number(value) >= 1,
  },
  weightDecay: fromZero,
  clipNorm: positive,
  clipValue: positive,
};

/**
 * The optimizer that a config names. Throws UnknownWordError for another name or option, GloroError
 * for an option out of range, or for lookahead without an inner optimizer.
 */
export function parseOptimizer(config: OptimizerConfig): Optimizer {
  const { name: word, ...options } = typeof config === "string" ? { name: config } : config;
  const name = optimizerNames.find((known) => known === word);
  if (!name) throw new UnknownWordError("optimizer", word, optimizerNames);

  const row = optimizers[name];
  checkOptions(`the optimizer ${name}`, options, row.options, allowed);
  return row.create(options);
}
