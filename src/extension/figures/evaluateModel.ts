import { basename } from "node:path";
import * as vscode from "vscode";
import { askAlone } from "../inquiries/askAlone.js";
import { askData } from "../models/askData.js";
import { withJob } from "../models/withJob.js";
import { evaluationText } from "./evaluationText.js";
import type { FigureDocuments } from "./figureDocuments.js";

/** What the commands that give figures work with. */
export interface FigureParts {
  readonly memory: vscode.Memento;
  readonly figures: FigureDocuments;
}

/** Evaluates a model file on the test split of data that it asks for, and shows the figures. @throws GloroError */
export async function evaluateModel(file: string, { memory, figures }: FigureParts): Promise<void> {
  const { t } = vscode.l10n;
  const data = await askData(t("The data whose test split the model is evaluated on"), memory);
  if (data === undefined) return;
  const result = await withJob(t("Evaluating {0}", basename(file)), (signal) =>
    askAlone("evaluateModel", { file, data }, { signal }),
  );
  if (result)
    await figures.show(file, t("evaluation on {0}", result.data), evaluationText(result, t));
}
