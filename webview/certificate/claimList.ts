import { t } from "@vscode/l10n";
import "@vscode-elements/elements/dist/vscode-icon/index.js";
import type { ClaimView, VerificationView } from "../../src/extension/certificates/messages.js";
import { count } from "../charts/numbers.js";
import { element } from "../page/element.js";

/** What became of a certificate's claims, one below the other. */
export function claimList({ claims }: VerificationView): HTMLElement {
  return element("ul", { class: "claims", "aria-label": t("Claims") }, ...claims.map(claimItem));
}

function claimItem({ claim, failures, more }: ClaimView): HTMLElement {
  const holds = failures.length === 0;
  return element(
    "li",
    { "data-holds": String(holds) },
    element("vscode-icon", {
      name: holds ? "pass" : "error",
      label: holds ? t("Holds:") : t("Fails:"),
    }),
    element("span", {}, claim),
    ...[...failures, ...leftOut(more)].map((failure) => element("p", {}, failure)),
  );
}

function leftOut(more: number): string[] {
  if (more === 0) return [];
  return [
    more === 1
      ? t("… and one more (gloro verify --json).")
      : t("… and {0} more (gloro verify --json).", count(more)),
  ];
}

/** The verdict in a sentence. */
export function verdictOf({ isVerified, claims, model, data }: VerificationView): string {
  const failed = claims.filter(({ failures }) => failures.length > 0).length;
  const all = claims.length;
  if (isVerified) return t("Verified: all {0} claims hold for {1} on {2}.", all, model, data);
  return failed === 1
    ? t(
        "Not verified: one of the {0} claims that were checked fails for {1} on {2}.",
        all,
        model,
        data,
      )
    : t(
        "Not verified: {0} of the {1} claims that were checked fail for {2} on {3}.",
        failed,
        all,
        model,
        data,
      );
}
