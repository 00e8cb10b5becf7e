import { crossentropy } from "./crossentropy.js";
import { emma } from "./emma.js";
import { logitAnnealing } from "./logitAnnealing.js";
import type { Loss } from "./loss.js";
import { parseLossWords } from "./lossWords.js";
import type { LossConfig, LossName, LossOptions } from "./lossWords.js";
import { margin } from "./margin.js";
import { standardTerm, tradesCe, tradesKl } from "./trades.js";

export type { Loss, LossInputs } from "./loss.js";
export { lossNames } from "./lossWords.js";
export type { LossConfig, LossName, LossOptions } from "./lossWords.js";

interface LossRow {
  readonly perExample: (options: LossOptions) => Loss["perExample"];
  readonly standard?: NonNullable<Loss["standard"]>;
}

const losses: { [K in LossName]: LossRow } = {
  crossentropy: { perExample: crossentropy },
  trades_kl: { perExample: () => tradesKl, standard: standardTerm },
  trades_ce: { perExample: () => tradesCe, standard: standardTerm },
  emma: { perExample: () => emma },
  margin: { perExample: () => margin },
  la: { perExample: logitAnnealing },
};

/**
 * The loss that a config names: a text such as `sparse_trades_kl.1.5`, or an object with that text as
 * its name and the loss's options. `sparse_` tells the Python library that labels are indices; here
 * they always are, and both spellings mean the same. Throws as `parseLossWords` does.
 */
export function parseLoss(config: LossConfig): Loss {
  const { name, text, lambda, options } = parseLossWords(config);
  const { perExample, standard } = losses[name];
  return {
    name: text,
    perExample: perExample(options),
    ...(standard && { standard }),
    ...(lambda !== undefined && { lambda }),
  };
}
