import { t } from "@vscode/l10n";
import { certifiedShares } from "./certifiedShares.js";
import type { RadiusCounts } from "./certifiedShares.js";

/** Certified radii as a table, a row for each bin; missing values are NaN. */
export function radiusRows(counts: RadiusCounts): readonly (readonly (string | number)[])[] {
  const { edges, correct, wrong } = counts;
  return [
    [t("from radius"), t("to"), t("correct"), t("wrong"), t("certified and correct beyond")],
    ...correct.map((count, bin) => {
      const from = edges[bin] ?? NaN;
      const share = certifiedShares(counts, from).correct;
      return [from, edges[bin + 1] ?? NaN, count, wrong?.[bin] ?? NaN, share];
    }),
  ];
}
