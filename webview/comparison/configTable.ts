import { t } from "@vscode/l10n";
import { missing, significant } from "../charts/numbers.js";
import type { ConfigValue } from "../../src/extension/rows/messages.js";
import { element } from "../page/element.js";
import { swatch } from "../page/swatch.js";
import type { ComparedRun } from "./comparedRuns.js";
import { configLines } from "./configDifferences.js";

/** The runs' configs side by side: what differs, or all. */
export class ConfigTable {
  readonly root: HTMLElement;
  private readonly table = element("table");
  private readonly none = element("p", { class: "empty", hidden: "" });
  private readonly all = element("input", { type: "checkbox", id: "all-keys" });
  private runs: readonly ComparedRun[] = [];
  private shown = "";

  constructor(hasAllKeys: boolean, onAllKeys: (hasAllKeys: boolean) => void) {
    this.all.checked = hasAllKeys;
    this.all.addEventListener("change", () => {
      onAllKeys(this.all.checked);
      this.draw();
    });
    this.root = element(
      "section",
      { class: "card configs", "aria-labelledby": "configs-title" },
      element(
        "header",
        {},
        element("h2", { id: "configs-title" }, t("Configs")),
        this.all,
        element("label", { for: "all-keys" }, t("Also what is the same")),
      ),
      element(
        "div",
        {
          class: "scrolled",
          tabindex: "0",
          role: "region",
          "aria-label": t("Values of the configs"),
        },
        this.table,
      ),
      this.none,
    );
  }

  show(runs: readonly ComparedRun[]): void {
    this.runs = runs;
    this.draw();
  }

  private draw(): void {
    const lines = configLines(this.runs.map(({ row }) => row)).filter(
      ({ differs }) => differs || this.all.checked,
    );
    const look = JSON.stringify([
      this.runs.map(({ label, ink, dash }) => [label, ink, dash]),
      // JSON has null where a config lacks a key.
      lines.map(({ key, values }) => [key, values.map(told)]),
    ]);
    if (look === this.shown) return;
    this.shown = look;
    this.none.textContent = t("The configs do not differ.");
    this.none.hidden = lines.length > 0;
    this.table.hidden = lines.length === 0;
    this.table.replaceChildren(
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          element("th", { scope: "col" }, t("Key")),
          ...this.runs.map(({ label, ink, dash }) =>
            element("th", { scope: "col" }, swatch(ink, dash), " ", label),
          ),
        ),
      ),
      element(
        "tbody",
        {},
        ...lines.map(({ key, values, differs }) =>
          element(
            "tr",
            differs ? { class: "differs" } : {},
            element("th", { scope: "row" }, key),
            ...values.map((value) => element("td", { title: told(value) }, told(value))),
          ),
        ),
      ),
    );
  }
}

function told(value: ConfigValue | undefined): string {
  if (value === undefined) return missing;
  return typeof value === "number" ? significant(value, 8) : String(value);
}
