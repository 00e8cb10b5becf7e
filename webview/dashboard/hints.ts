import { t } from "@vscode/l10n";
import type { FindingView } from "../../src/extension/dashboard/messages.js";
import { element } from "../page/element.js";

/** "Why is my VRA low?": what the run's own numbers answer, each with what to try. */
export class Hints {
  readonly root = element("details", { class: "hints" });
  private readonly count = element("span", { class: "count" });
  private readonly list = element("ul");

  /** @param onToggle told when it is opened or closed. */
  constructor(isOpen: boolean, onToggle: (isOpen: boolean) => void) {
    this.root.open = isOpen;
    this.root.addEventListener("toggle", () => {
      onToggle(this.root.open);
    });
    this.root.append(element("summary", {}, t("Why is my VRA low?"), " ", this.count), this.list);
    this.show([]);
  }

  show(findings: readonly FindingView[]): void {
    this.root.hidden = findings.length === 0;
    this.count.textContent = findings.length === 1 ? t("1 hint") : t("{0} hints", findings.length);
    this.list.replaceChildren(
      ...findings.map(({ kind, finding, numbers, advice }) =>
        element(
          "li",
          { "data-finding": kind },
          element("strong", {}, finding),
          element("p", {}, numbers),
          element("p", { class: "advice" }, element("span", {}, t("Try:")), " ", advice),
        ),
      ),
    );
  }
}
