import "@vscode-elements/elements/dist/vscode-icon/index.js";
import type { ClaimView, VerificationView } from "../../src/extension/messages.js";
import { element } from "../page/element.js";

/** What became of a certificate's claims, one below the other. */
export function claimList({ claims }: VerificationView): HTMLElement {
  return element("ul", { class: "claims", "aria-label": "Claims" }, ...claims.map(claimItem));
}

function claimItem({ claim, failures, more }: ClaimView): HTMLElement {
  const holds = failures.length === 0;
  return element(
    "li",
    { "data-holds": String(holds) },
    element("vscode-icon", { name: holds ? "pass" : "error", label: holds ? "Holds:" : "Fails:" }),
    element("span", {}, claim),
    ...[...failures, ...(more > 0 ? [`… and ${more} more (gloro verify --json).`] : [])].map(
      (failure) => element("p", {}, failure),
    ),
  );
}

/** The verdict in a sentence. */
export function verdictOf({ isVerified, claims, model, data }: VerificationView): string {
  const failed = claims.filter(({ failures }) => failures.length > 0).length;
  return isVerified
    ? `Verified: all ${claims.length} claims hold for ${model} on ${data}.`
    : `Not verified: ${failed} of the ${claims.length} claims that were checked ${failed === 1 ? "fails" : "fail"} for ${model} on ${data}.`;
}
