import "@vscode-elements/elements/dist/vscode-icon/index.js";
import { t } from "@vscode/l10n";
import type { RunRow } from "../../src/extension/rows/messages.js";
import { runInk } from "../charts/runInk.js";
import { element } from "../page/element.js";
import { swatch } from "../page/swatch.js";
import type { Column } from "./columns.js";

/** What is particular to a row in a grid. */
export interface RowLook {
  /** From 0, the titles left out. */
  readonly place: number;
  readonly isPinned: boolean;
  readonly isSelected: boolean;
}

/** A row of the grid: a cell with the run's mark, then one for each column. */
export class GridRow {
  readonly root = element("div", { role: "row" });
  private readonly mark = element("div", {
    role: "gridcell",
    class: "mark",
    "aria-colindex": "1",
    tabindex: "-1",
  });
  private readonly cells: readonly HTMLElement[];
  private shownMark = "";

  constructor(private readonly columns: readonly Column[]) {
    this.cells = columns.map(({ id, isNumeric }, index) =>
      element("div", {
        role: "gridcell",
        "aria-colindex": String(index + 2),
        tabindex: "-1",
        "data-column": id,
        ...(isNumeric && { class: "number" }),
      }),
    );
    this.root.append(this.mark, ...this.cells);
  }

  show(row: RunRow, { place, isPinned, isSelected }: RowLook): void {
    this.root.setAttribute("aria-rowindex", String(place + 2));
    this.root.setAttribute("aria-selected", String(isSelected));
    this.root.dataset["phase"] = row.phase;
    this.root.classList.toggle("pinned", isPinned);
    this.showMark(row, isPinned, isSelected);
    for (const [index, column] of this.columns.entries()) {
      const cell = this.cells[index];
      const text = column.text(row);
      // A cell that is written in has a field, whose text is no child of it.
      if (!cell || cell.textContent === text || cell.firstElementChild) continue;
      cell.textContent = text;
      cell.title = text;
    }
  }

  private showMark(row: RunRow, isPinned: boolean, isSelected: boolean): void {
    const look = JSON.stringify([row.color, isPinned, isSelected]);
    if (look === this.shownMark) return;
    this.shownMark = look;
    const words = [isSelected ? t("Selected") : t("Not selected"), isPinned ? t("pinned") : ""];
    this.mark.setAttribute("aria-label", words.filter(Boolean).join(", "));
    this.mark.replaceChildren(
      element("span", { class: isSelected ? "box checked" : "box", "aria-hidden": "true" }),
      swatch(runInk(row.color)),
      ...(isPinned ? [element("vscode-icon", { name: "pinned", size: "12" })] : []),
    );
  }
}
