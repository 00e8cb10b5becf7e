import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-toolbar-button/index.js";
import { t } from "@vscode/l10n";
import { element } from "../page/element.js";
import type { Column } from "./columns.js";
import { movedColumn } from "./tableView.js";

/** Chooses which columns are shown, and in which order; opened by its button. */
export class ColumnChooser {
  readonly button = element("vscode-button", { icon: "list-selection", secondary: "" });
  readonly panel: HTMLElement;
  private readonly search = element("input", {
    type: "search",
    id: "column-search",
    spellcheck: "false",
  });
  private readonly list = element("ul");
  private chosen: readonly string[] = [];
  private columns: ReadonlyMap<string, Column> = new Map();
  private shownList = "";

  constructor(private readonly onChange: (columns: readonly string[]) => void) {
    this.button.textContent = t("Columns");
    this.panel = element(
      "section",
      { class: "chooser", hidden: "", "aria-label": t("Columns") },
      element("label", { for: "column-search" }, t("Find a column")),
      this.search,
      this.list,
    );
    this.button.setAttribute("aria-expanded", "false");
    this.button.addEventListener("click", () => {
      this.open(this.panel.hasAttribute("hidden"));
    });
    this.search.addEventListener("input", () => {
      this.draw();
    });
    this.panel.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape") return;
      this.open(false);
      this.button.focus();
    });
  }

  show(chosen: readonly string[], columns: ReadonlyMap<string, Column>): void {
    this.chosen = chosen;
    this.columns = columns;
    this.draw();
  }

  private open(isOpen: boolean): void {
    this.panel.hidden = !isOpen;
    this.button.setAttribute("aria-expanded", String(isOpen));
    this.draw();
    if (isOpen) this.search.focus();
  }

  /** Those shown in their order, then all others. */
  private draw(): void {
    if (this.panel.hidden) return;
    const words = this.search.value.trim().toLowerCase();
    const shown = this.chosen.flatMap((id) => this.columns.get(id) ?? []);
    const others = [...this.columns.values()].filter(({ id }) => !this.chosen.includes(id));
    const found = [...shown, ...others].filter(({ id, title }) =>
      `${id}\n${title}`.toLowerCase().includes(words),
    );
    const look = JSON.stringify([found.map(({ id }) => id), this.chosen]);
    if (look === this.shownList) return;
    this.shownList = look;
    const focused = this.list.querySelector(":focus")?.getAttribute("data-control");
    this.list.replaceChildren(...found.map((column) => this.item(column)));
    const again = [...this.list.querySelectorAll("[data-control]")].find(
      (control) => control.getAttribute("data-control") === focused,
    );
    if (again instanceof HTMLElement) again.focus();
  }

  private item({ id, title, hint }: Column): HTMLElement {
    const isShown = this.chosen.includes(id);
    const box = element("input", { type: "checkbox", "data-control": `show ${id}` });
    box.checked = isShown;
    box.addEventListener("change", () => {
      this.onChange(
        box.checked ? [...this.chosen, id] : this.chosen.filter((other) => other !== id),
      );
    });
    const label = element("label", { title: hint }, box, element("span", {}, title));
    const name = element("code", { translate: "no" }, id);
    return element("li", {}, label, name, ...(isShown ? this.movers(id, title) : []));
  }

  private movers(id: string, title: string): HTMLElement[] {
    const mover = (by: number, icon: string, text: string) => {
      const label = t("Move {0} {1}", title, text);
      const button = element("vscode-toolbar-button", {
        icon,
        label,
        title: label,
        "data-control": `${icon} ${id}`,
      });
      button.addEventListener("click", () => {
        this.onChange(movedColumn(this.chosen, id, by));
      });
      return button;
    };
    return [mover(-1, "arrow-up", t("to the left")), mover(1, "arrow-down", t("to the right"))];
  }
}
