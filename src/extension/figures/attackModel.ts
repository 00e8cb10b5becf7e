import { basename } from "node:path";
import * as vscode from "vscode";
import { askAlone } from "../inquiries/askAlone.js";
import { askData } from "../models/askData.js";
import { withJob } from "../models/withJob.js";
import { attackText } from "./attackText.js";
import type { FigureParts } from "./evaluateModel.js";

/** All of MNIST takes minutes. */
const offeredLimits = [100, 1000] as const;

/** Attacks a model file on test examples that it asks for, and shows the figures. @throws GloroError */
export async function attackModel(file: string, { memory, figures }: FigureParts): Promise<void> {
  const { t } = vscode.l10n;
  const data = await askData(t("The data whose test split the model is attacked on"), memory);
  if (data === undefined) return;
  const limit = await askLimit();
  if (limit === undefined) return;
  const attack = await withJob(t("Attacking {0}", basename(file)), (signal, report) =>
    askAlone(
      "attackModel",
      { file, data, limit },
      {
        signal,
        onNews: ({ done, examples, violations }) => {
          report(t("{0} of {1} examples, certificates broken: {2}", done, examples, violations));
        },
      },
    ),
  );
  if (attack) await figures.show(file, t("attack on {0}", attack.data), attackText(attack, t));
}

/** How many of the first examples; infinity for all. */
async function askLimit(): Promise<number | undefined> {
  const { t } = vscode.l10n;
  const items = [
    ...offeredLimits.map((limit) => ({
      label: t("The first {0}", limit.toLocaleString(vscode.env.language)),
      limit,
    })),
    { label: t("All"), description: t("may take minutes"), limit: Infinity },
  ];
  const title = t("How many test examples are attacked");
  return (await vscode.window.showQuickPick(items, { title }))?.limit;
}
