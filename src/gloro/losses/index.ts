import { GloroError, UnknownWordError } from "../errors.js";
import { crossentropy } from "./crossentropy.js";
import type { Loss } from "./loss.js";
import { tradesCe, tradesKl } from "./trades.js";

export type { Loss, LossInputs } from "./loss.js";

/** The losses; each may be written with `sparse_` before it, and the TRADES ones with `.λ` after. */
export const lossNames = ["crossentropy", "trades_kl", "trades_ce"] as const;
export type LossName = (typeof lossNames)[number];

interface LossRow {
  /** λ where the text gives none; absent for a loss without one. */
  readonly defaultLambda?: number;
  readonly perExample: Loss["perExample"];
}

const losses: { [K in LossName]: LossRow } = {
  crossentropy: { perExample: crossentropy },
  trades_kl: { defaultLambda: 1, perExample: tradesKl },
  trades_ce: { defaultLambda: 1, perExample: tradesCe },
};

/**
 * The loss that a text such as `sparse_trades_kl.1.5` names. `sparse_` tells the Python library that
 * labels are indices; here they always are, and both spellings mean the same. Throws UnknownWordError
 * for another name, GloroError for a λ that is no number from 0.
 */
export function parseLoss(text: string): Loss {
  const dense = text.replace(/^sparse_/, "");
  const dot = dense.indexOf(".");
  const [word, lambdaText] =
    dot < 0 ? [dense, undefined] : [dense.slice(0, dot), dense.slice(dot + 1)];
  const name = lossNames.find((known) => known === word);
  if (!name) throw new UnknownWordError("loss", text, lossNames);

  const { defaultLambda, perExample } = losses[name];
  if (defaultLambda === undefined) {
    if (lambdaText !== undefined) {
      throw new GloroError(`Loss "${text}": ${name} has no λ. Write "${name}".`);
    }
    return { name: text, perExample };
  }
  const lambda = lambdaText === undefined ? defaultLambda : parseLambda(lambdaText, text, name);
  return { name: text, lambda, perExample };
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
