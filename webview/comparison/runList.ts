import "@vscode-elements/elements/dist/vscode-toolbar-button/index.js";
import { t } from "@vscode/l10n";
import { percent } from "../charts/numbers.js";
import { element } from "../page/element.js";
import { phaseTexts } from "../page/phaseTexts.js";
import { swatch } from "../page/swatch.js";
import type { ComparedRun } from "./comparedRuns.js";

/** The runs of a comparison: each can be drawn or not, and its dashboard opened. */
export class RunList {
  readonly root = element("ul", { class: "compared", "aria-label": t("Compared runs") });
  private shown = "";

  constructor(
    private readonly events: {
      readonly onHide: (folder: string, isHidden: boolean) => void;
      readonly onOpen: (folder: string) => void;
    },
  ) {}

  show(runs: readonly ComparedRun[], hidden: ReadonlySet<string>): void {
    const look = JSON.stringify(
      runs.map(({ label, ink, dash, row: { folder, phase, best } }) => [
        ...[label, ink, dash, phase, best?.vra],
        hidden.has(folder),
      ]),
    );
    if (look === this.shown) return;
    this.shown = look;
    const focused = this.root.querySelector(":focus")?.id;
    this.root.replaceChildren(
      ...runs.map((run, index) => this.item(run, index, hidden.has(run.row.folder))),
    );
    if (focused) document.getElementById(focused)?.focus();
  }

  private item({ label, ink, dash, row }: ComparedRun, index: number, isHidden: boolean) {
    const { folder, phase, best } = row;
    const box = element("input", { type: "checkbox", id: `shown-${index}` });
    box.checked = !isHidden;
    box.addEventListener("change", () => {
      this.events.onHide(folder, !box.checked);
    });
    const open = element("vscode-toolbar-button", {
      id: `open-${index}`,
      icon: "graph-line",
      label: t("Open the dashboard of {0}", label),
      title: t("Open the dashboard of {0}", label),
    });
    open.addEventListener("click", () => {
      this.events.onOpen(folder);
    });
    const vra = typeof best?.vra === "number" ? t("VRA {0}", percent(best.vra)) : "";
    return element(
      "li",
      {},
      box,
      element("label", { for: `shown-${index}` }, swatch(ink, dash), label),
      element("span", { class: "facts" }, [phaseTexts()[phase], vra].filter(Boolean).join(" · ")),
      open,
    );
  }
}
