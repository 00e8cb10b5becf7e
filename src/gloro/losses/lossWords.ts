import { GloroError, UnknownWordError } from "../errors.js";
import { checkOptions, fromZero, positive } from "../options.js";
import type { AllowedValue } from "../options.js";
import type { CrossentropyOptions } from "./crossentropy.js";
import type { LogitAnnealingOptions } from "./logitAnnealing.js";

/** The losses; each may be written with `sparse_` before it, and the TRADES ones with `.λ` after. */
export const lossNames = [
  "crossentropy",
  "trades_kl",
  "trades_ce",
  "emma",
  "margin",
  "la",
] as const;
/** The name of a loss. */
export type LossName = (typeof lossNames)[number];

/** What losses may be told; each knows some of it. */
export type LossOptions = { readonly lambda?: number } & CrossentropyOptions &
  LogitAnnealingOptions;

/** A loss as a config writes it: a text, or a name with options. */
export type LossConfig = string | ({ readonly name: string } & LossOptions);

/** What a config says of its loss. */
export interface LossWords {
  readonly name: LossName;
  /** As it is written. */
  readonly text: string;
  /** The base λ of a loss that has one. */
  readonly lambda?: number;
  readonly options: LossOptions;
}

/** The options that each loss has. */
const optionsOf: { [K in LossName]: readonly (keyof LossOptions)[] } = {
  crossentropy: ["temperature"],
  trades_kl: ["lambda"],
  trades_ce: ["lambda"],
  emma: [],
  margin: [],
  la: ["temperature", "offset", "gamma"],
};

const defaultLambda = 1;

/** What each option must be. */
const allowed: { [K in keyof Required<LossOptions>]: AllowedValue } = {
  lambda: fromZero,
  temperature: positive,
  offset: fromZero,
  gamma: fromZero,
};

/**
 * The words of a loss, which need no TF.js. Throws UnknownWordError for another name or option,
 * GloroError for a λ that is no number from 0, a λ given twice, or another option out of range.
 */
export function parseLossWords(config: LossConfig): LossWords {
  const { name: text, ...options } = typeof config === "string" ? { name: config } : config;
  const dense = text.replace(/^sparse_/, "");
  const dot = dense.indexOf(".");
  const [word, lambdaText] =
    dot < 0 ? [dense, undefined] : [dense.slice(0, dot), dense.slice(dot + 1)];
  const name = lossNames.find((known) => known === word);
  if (!name) throw new UnknownWordError("loss", text, lossNames);

  checkOptions(`the loss ${name}`, options, optionsOf[name], allowed);
  if (!optionsOf[name].includes("lambda")) {
    if (lambdaText !== undefined) {
      throw new GloroError(`Loss "${text}": ${name} has no λ. Write "${name}".`);
    }
    return { name, text, options };
  }
  if (lambdaText !== undefined && options.lambda !== undefined) {
    throw new GloroError(
      `Loss "${text}": λ is given twice. Keep the option lambda, and write "${name}".`,
    );
  }
  const lambda =
    lambdaText === undefined
      ? (options.lambda ?? defaultLambda)
      : parseLambda(lambdaText, text, name);
  return { name, text, lambda, options };
}

function parseLambda(lambdaText: string, text: string, name: LossName): number {
  const lambda = lambdaText.trim() === "" ? NaN : Number(lambdaText);
  if (!Number.isFinite(lambda) || lambda < 0) {
    throw new GloroError(
      `Loss "${text}": λ must be a number from 0, got "${lambdaText}". Write for example ` +
        `"${name}.1.5".`,
    );
  }
  return lambda;
}
