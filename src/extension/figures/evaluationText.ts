import type { FileEvaluation } from "../../trainer/evaluateFile.js";
import { shortNumber } from "../runs/runLabel.js";
import type { Translate } from "../translate.js";
import { alignedTable, exactPercent } from "./alignedTable.js";

/** What `gloro evaluate` says of a model file, as plain text. */
export function evaluationText(result: FileEvaluation, t: Translate): string {
  const { file, isFrozen, data, examples, epsilon, evaluation, classes } = result;
  const { cleanAccuracy, vra, rejectionRate, guarantees = {}, lipschitz } = evaluation;
  return [
    file,
    t("Evaluated on {0} test examples of {1}", examples, data) +
      (isFrozen ? t(", with the constant that is frozen in it") : ""),
    "",
    ...alignedTable([
      [t("clean accuracy"), exactPercent(cleanAccuracy)],
      [t("VRA at ε = {0}", shortNumber(epsilon)), exactPercent(vra)],
      ...Object.entries(guarantees).map(([k, share]) => [
        t("guaranteed top {0}", k),
        exactPercent(share),
      ]),
      [t("rejected (⊥)"), exactPercent(rejectionRate)],
      [t("Lipschitz estimate"), shortNumber(evaluation.subLipschitz)],
      ...Object.entries(lipschitz).map(([name, sigma]) => [`  ${name}`, shortNumber(sigma)]),
    ]),
    "",
    ...alignedTable([
      [t("class"), t("examples"), t("clean"), t("VRA"), t("rejected")],
      ...classes.map(({ name, count, ...shares }) => [
        name,
        count,
        ...[shares.cleanAccuracy, shares.vra, shares.rejectionRate].map(exactPercent),
      ]),
    ]),
    "",
    t("These figures rest on estimates; GloRo: Certify proves them."),
    "",
  ].join("\n");
}
