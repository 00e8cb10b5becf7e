import { t } from "@vscode/l10n";
import { toCsv } from "../charts/csv.js";
import { count } from "../charts/numbers.js";
import type { RunsTableAction, ToRunsTable } from "../../src/extension/table/messages.js";
import { banner } from "../page/banner.js";
import { element } from "../page/element.js";
import { ColumnChooser } from "./columnChooser.js";
import { FilterField } from "./filterField.js";
import { RunGrid } from "./runGrid.js";
import { nextSort } from "./sortRows.js";
import { TableContent } from "./tableContent.js";
import { movedColumn, newTableView, readTableView } from "./tableView.js";
import type { TableView } from "./tableView.js";
import { tableButtons } from "./tableButtons.js";
import type { TableButtons } from "./tableButtons.js";

function keysHelp(): string {
  return t(
    "Arrow keys, Page Up and Page Down, Home and End move from cell to cell, with Ctrl to the ends. On a title Enter sorts, with Shift by one more column, and Ctrl with an arrow moves the column. On a run Space selects, with Shift and arrows several; Enter opens its dashboard or writes its notes, F2 renames it; Delete removes what is selected, Escape selects nothing. With the mouse: a click on a title sorts, Ctrl or Shift and a click selects, a double click opens or writes.",
  );
}

/** The table of all runs. */
export class RunsTablePage {
  private readonly content = new TableContent();
  private readonly grid: RunGrid;
  private readonly chooser: ColumnChooser;
  private readonly filter: FilterField;
  private readonly buttons: TableButtons;
  private readonly count = element("output", { class: "count" });
  private readonly empty = element("p", { class: "empty" }, t("Reading the runs…"));
  private readonly notices = element("div", { role: "alert" });
  private view: TableView = newTableView;

  constructor(
    private readonly root: HTMLElement,
    private readonly ask: (action: RunsTableAction) => Promise<void>,
  ) {
    this.grid = new RunGrid({
      onSort: (column, isAdded) => {
        this.change({ sort: nextSort(this.view.sort, column, isAdded) });
      },
      onMoveColumn: (column, by) => {
        this.change({ columns: movedColumn(this.view.columns, column, by) });
      },
      onSelect: (selected) => {
        this.change({ selected });
      },
      onOpen: (folder) => {
        this.act({ kind: "open", folder });
      },
      onRemove: () => {
        this.remove();
      },
      onEdit: (folder, column, text) => {
        this.act(
          column === "name"
            ? { kind: "rename", folder, name: text }
            : { kind: "note", folder, notes: text },
        );
      },
    });
    this.chooser = new ColumnChooser((columns) => {
      this.change({ columns });
    });
    this.filter = new FilterField((text) => {
      this.change({ filter: text });
    });
    this.buttons = tableButtons({
      compare: () => {
        this.act({ kind: "compare", folders: this.view.selected });
      },
      pin: () => {
        this.pin();
      },
      remove: () => {
        this.remove();
      },
      saveCsv: () => {
        this.act({ kind: "saveCsv", csv: toCsv(this.content.csvRows(this.view)) });
      },
    });
    this.build();
  }

  receive(message: ToRunsTable): void {
    switch (message.type) {
      case "opened":
        this.view = readTableView(message.view);
        this.filter.text = this.view.filter;
        this.grid.setEditable(message.isTrusted);
        this.buttons.setTrusted(message.isTrusted);
        break;
      case "rows":
        this.content.take(message);
        this.show();
        break;
      default:
        message satisfies never;
    }
  }

  private build(): void {
    this.root.replaceChildren(
      element(
        "header",
        { class: "bar" },
        element("h1", { class: "hidden" }, t("Runs")),
        this.filter.root,
        this.count,
        element("div", { class: "buttons" }, this.buttons.root, this.chooser.button),
        element(
          "details",
          { class: "keys" },
          element("summary", {}, t("Keys")),
          element("p", {}, keysHelp()),
        ),
      ),
      this.notices,
      this.chooser.panel,
      this.empty,
      this.grid.root,
    );
  }

  private show(): void {
    const { content, view } = this;
    this.filter.complain(content.setFilter(view.filter));
    const rows = content.shownRows(view);
    this.grid.show({
      columns: content.shownColumns(view),
      rows,
      sort: view.sort,
      pinned: new Set(view.pinned),
      selected: new Set(view.selected),
    });
    this.chooser.show(view.columns, content.columns);
    this.count.textContent =
      rows.length === content.size
        ? t("{0} runs", count(content.size))
        : t("{0} of {1} runs", count(rows.length), count(content.size));
    this.empty.textContent =
      content.size === 0
        ? t("No run yet. Train a config, and its run appears here.")
        : t("No run passes the filter.");
    this.empty.hidden = rows.length > 0;
    this.buttons.show(this.chosen().length, this.areAllPinned());
  }

  /** The runs that buttons are for: those selected that are there. */
  private chosen(): string[] {
    return this.view.selected.filter((folder) => this.content.get(folder));
  }

  private areAllPinned(): boolean {
    const chosen = this.chosen();
    return chosen.length > 0 && chosen.every((folder) => this.view.pinned.includes(folder));
  }

  private pin(): void {
    const chosen = this.chosen();
    const others = this.view.pinned.filter((folder) => !chosen.includes(folder));
    this.change({ pinned: this.areAllPinned() ? others : [...others, ...chosen] });
  }

  private remove(): void {
    const folders = this.chosen();
    if (folders.length > 0) this.act({ kind: "remove", folders });
  }

  private change(changes: Partial<TableView>): void {
    this.view = { ...this.view, ...changes };
    this.show();
    this.act({ kind: "keepView", view: this.view });
  }

  private act(action: RunsTableAction): void {
    this.ask(action).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      this.notices.replaceChildren(banner(t("That did not work."), message));
    });
  }
}
