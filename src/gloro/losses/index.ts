import { GloroError, UnknownWordError } from "../errors.js";
import { checkOptions, fromZero, positive } from "../options.js";
import type { AllowedValue } from "../options.js";
import { crossentropy } from "./crossentropy.js";
import type { CrossentropyOptions } from "./crossentropy.js";
import { emma } from "./emma.js";
import { logitAnnealing } from "./logitAnnealing.js";
import type { LogitAnnealingOptions } from "./logitAnnealing.js";
import type { Loss } from "./loss.js";
import { margin } from "./margin.js";
import { standardTerm, tradesCe, tradesKl } from "./trades.js";

export type { Loss, LossInputs } from "./loss.js";

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

interface LossRow {
  /** The options that it has. */
  readonly options: readonly (keyof LossOptions)[];
  perExample(options: LossOptions): Loss["perExample"];
  readonly standard?: NonNullable<Loss["standard"]>;
}

const losses: { [K in LossName]: LossRow } = {
  crossentropy: { options: ["temperature"], perExample: crossentropy },
  trades_kl: { options: ["lambda"], perExample: () => tradesKl, standard: standardTerm },
  trades_ce: { options: ["lambda"], perExample: () => tradesCe, standard: standardTerm },
  emma: { options: [], perExample: () => emma },
  margin: { options: [], perExample: () => margin },
  la: { options: ["temperature", "offset", "gamma"], perExample: logitAnnealing },
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
 * The loss that a config names: a text such as `sparse_trades_kl.1.5`, or an object with that text as
 * its name and the loss's options. `sparse_` tells the Python library that labels are indices; here
 * they always are, and both spellings mean the same. Throws UnknownWordError for another name or
 * option, GloroError for a λ that is no number from 0, a λ given twice, or another option out of range.
 */
export function parseLoss(config: LossConfig): Loss {
  const { name: text, ...options } = typeof config === "string" ? { name: config } : config;
  const dense = text.replace(/^sparse_/, "");
  const dot = dense.indexOf(".");
  const [word, lambdaText] =
    dot < 0 ? [dense, undefined] : [dense.slice(0, dot), dense.slice(dot + 1)];
  const name = lossNames.find((known) => known === word);
  if (!name) throw new UnknownWordError("loss", text, lossNames);

  const row = losses[name];
  checkOptions(`the loss ${name}`, options, row.options, allowed);
  const terms = {
    perExample: row.perExample(options),
    ...(row.standard && { standard: row.standard }),
  };
  if (!row.options.includes("lambda")) {
    if (lambdaText !== undefined) {
      throw new GloroError(`Loss "${text}": ${name} has no λ. Write "${name}".`);
    }
    return { name: text, ...terms };
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
  return { name: text, lambda, ...terms };
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
