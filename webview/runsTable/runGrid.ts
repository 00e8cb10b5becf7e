import { t } from "@vscode/l10n";
import type { RunRow } from "../../src/extension/rows/messages.js";
import { element } from "../page/element.js";
import type { Column } from "./columns.js";
import { editCell } from "./editCell.js";
import type { EditableColumn, GridContent, GridEvents } from "./gridContent.js";
import { gridMove } from "./gridMove.js";
import type { GridPlace } from "./gridMove.js";
import { GridRow } from "./gridRow.js";
import { placeAt } from "./placeAt.js";
import { RowSelection } from "./rowSelection.js";
import { rowHeight, seenRows } from "./seenRows.js";
import { titleRow } from "./titleRow.js";

/**
 * The runs as an ARIA grid of which only the rows that can be seen are there. One cell takes part in the
 * order of Tab; arrow keys choose which.
 */
export class RunGrid {
  readonly root: HTMLElement;
  private readonly titles = element("div", { role: "row", class: "titles", "aria-rowindex": "1" });
  private readonly body = element("div", { role: "rowgroup", class: "rows" });
  private readonly shown = new Map<string, GridRow>();
  private content: GridContent = {
    columns: [],
    rows: [],
    sort: [],
    pinned: new Set(),
    selected: new Set(),
  };
  private placeOf = new Map<string, number>();
  private layout = "";
  private shownTitles = "";
  /** The run of the cell that takes the focus; of the titles none. */
  private activeRun: string | undefined;
  private activeColumn = 1;
  private readonly selection = new RowSelection();
  /** The run whose cell is written in. */
  private edited: string | undefined;
  private isEditable = false;

  constructor(private readonly events: GridEvents) {
    this.root = element(
      "div",
      { role: "grid", class: "runs", "aria-multiselectable": "true", "aria-label": t("Runs") },
      element("div", { role: "rowgroup", class: "head" }, this.titles),
      this.body,
    );
    this.root.style.setProperty("--row-height", `${rowHeight}px`);
    this.root.addEventListener("scroll", () => {
      this.showRows();
    });
    new ResizeObserver(() => {
      this.showRows();
    }).observe(this.root);
    this.root.addEventListener("keydown", (event) => {
      if (this.edited === undefined && this.onKey(event)) event.preventDefault();
    });
    this.root.addEventListener("click", (event) => {
      this.onClick(event);
    });
    this.root.addEventListener("dblclick", (event) => {
      this.onDoubleClick(event);
    });
  }

  /** Whether names and notes can be written. */
  setEditable(isEditable: boolean): void {
    this.isEditable = isEditable;
  }

  show(content: GridContent): void {
    const hadFocus = this.root.contains(document.activeElement);
    this.content = content;
    this.placeOf = new Map(content.rows.map(({ folder }, index) => [folder, index]));
    if (this.activeRun !== undefined && !this.placeOf.has(this.activeRun)) {
      this.activeRun = undefined;
    }
    this.activeColumn = Math.min(this.activeColumn, content.columns.length);
    this.root.setAttribute("aria-rowcount", String(content.rows.length + 1));
    this.root.setAttribute("aria-colcount", String(content.columns.length + 1));
    this.body.style.height = `${content.rows.length * rowHeight}px`;
    const layout = content.columns.map(({ id }) => id).join("\n");
    if (layout !== this.layout) {
      this.layout = layout;
      for (const row of this.shown.values()) row.root.remove();
      this.shown.clear();
      const widths = content.columns.map(({ width }) => `var(--${width})`);
      this.root.style.setProperty("--columns", ["var(--mark)", ...widths].join(" "));
    }
    this.showTitles();
    this.showRows();
    // A row that is shown already keeps its cells, and with them the focus.
    if (hadFocus && !this.root.contains(document.activeElement)) this.focus();
  }

  /** Gives the focus to the cell that had it last. */
  focus(): void {
    this.scrollTo(this.place.row);
    this.activeCell?.focus({ preventScroll: true });
    this.activeCell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** Writes in the cell of the active run. */
  edit(column: EditableColumn): void {
    const { activeRun } = this;
    const index = this.content.columns.findIndex(({ id }) => id === column);
    if (!this.isEditable || activeRun === undefined || index < 0) return;
    const row = this.content.rows[this.placeOf.get(activeRun) ?? -1];
    if (!row || row.phase === "broken") return;
    this.activate({ ...this.place, column: index + 1 });
    const cell = this.activeCell;
    if (!cell) return;
    this.edited = activeRun;
    const title = this.content.columns[index]?.title ?? "";
    editCell(cell, row[column] ?? "", title, (text, hasFocus) => {
      this.edited = undefined;
      this.showRows();
      if (hasFocus) this.focus();
      if (text !== undefined) this.events.onEdit(activeRun, column, text);
    });
  }

  private get place(): GridPlace {
    const row = this.activeRun === undefined ? -1 : (this.placeOf.get(this.activeRun) ?? -1);
    return { row, column: this.activeColumn };
  }

  private get activeCell(): HTMLElement | undefined {
    const row = this.activeRun === undefined ? this.titles : this.shown.get(this.activeRun)?.root;
    const cell = row?.children[this.activeColumn];
    return cell instanceof HTMLElement ? cell : undefined;
  }

  private showTitles(): void {
    const { columns, rows, sort, selected } = this.content;
    const areAll = rows.length > 0 && rows.every(({ folder }) => selected.has(folder));
    const look = JSON.stringify([columns.map(({ id }) => id), sort, areAll]);
    if (look === this.shownTitles) return;
    this.shownTitles = look;
    this.titles.replaceChildren(...titleRow(columns, sort, areAll));
  }

  /** Makes the rows that can be seen, and the one that has the focus wherever it is. */
  private showRows(): void {
    const { rows, columns, pinned, selected } = this.content;
    const seen = seenRows(rows, this.root, this.place.row);
    const needed = new Set(seen.map(({ row }) => row.folder));
    for (const [folder, { root }] of this.shown) {
      if (needed.has(folder)) continue;
      if (folder === this.edited) this.edited = undefined;
      this.shown.delete(folder);
      root.remove();
    }
    let before: Element | null = this.body.firstElementChild;
    for (const { row, place } of seen) {
      const shown = this.shown.get(row.folder) ?? new GridRow(columns);
      this.shown.set(row.folder, shown);
      shown.show(row, {
        place,
        isPinned: pinned.has(row.folder),
        isSelected: selected.has(row.folder),
      });
      shown.root.style.transform = `translateY(${place * rowHeight}px)`;
      // In their order for who reads them one after the other; what stands right stays untouched.
      if (shown.root === before) before = before.nextElementSibling;
      else this.body.insertBefore(shown.root, before);
    }
    this.markActive();
  }

  private markActive(): void {
    for (const cell of this.root.querySelectorAll('[tabindex="0"]')) {
      if (cell instanceof HTMLElement && cell !== this.activeCell) cell.tabIndex = -1;
    }
    if (this.activeCell) this.activeCell.tabIndex = 0;
  }

  private activate({ row, column }: GridPlace): void {
    this.activeRun = this.content.rows[row]?.folder;
    this.activeColumn = column;
    this.scrollTo(row);
    this.showRows();
    this.focus();
  }

  private scrollTo(row: number): void {
    if (row < 0) return;
    const { scrollTop, clientHeight } = this.root;
    const top = row * rowHeight;
    const seen = clientHeight - this.titles.offsetHeight;
    if (top < scrollTop) this.root.scrollTop = top;
    else if (top + rowHeight > scrollTop + seen) this.root.scrollTop = top + rowHeight - seen;
    this.showRows();
  }

  private onKey(event: KeyboardEvent): boolean {
    const { key, shiftKey, ctrlKey, metaKey } = event;
    const { rows, columns } = this.content;
    const { place } = this;
    const column = columns[place.column - 1];
    if (place.row < 0 && column && (ctrlKey || metaKey)) {
      const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
      if (by !== undefined) {
        this.activeColumn = Math.min(columns.length, Math.max(1, place.column + by));
        this.events.onMoveColumn(column.id, by);
        return true;
      }
    }
    const page = Math.max(1, Math.floor(this.root.clientHeight / rowHeight) - 2);
    const to = gridMove(event, place, { rows: rows.length, columns: columns.length + 1, page });
    if (to) {
      const start = this.selection.start ?? rows[place.row]?.folder;
      this.selection.begin(shiftKey ? start : undefined);
      this.activate(to);
      if (shiftKey && to.row >= 0) this.selectRange(to.row);
      return true;
    }
    const row = rows[place.row];
    const actions: Partial<Record<string, () => void>> = {
      Enter: () => {
        this.enter(row, column, shiftKey);
      },
      " ": () => {
        if (row && column) this.toggle(row.folder);
        else this.enter(row, column, shiftKey);
      },
      F2: () => {
        this.edit(column?.id === "notes" ? "notes" : "name");
      },
      Delete: () => {
        this.events.onRemove();
      },
      Escape: () => {
        this.events.onSelect([]);
      },
      ...((ctrlKey || metaKey) && {
        a: () => {
          this.events.onSelect(rows.map(({ folder }) => folder));
        },
      }),
    };
    const action = actions[key];
    action?.();
    return action !== undefined;
  }

  private enter(row: RunRow | undefined, column: Column | undefined, isAdded: boolean): void {
    if (!row) {
      if (column) this.events.onSort(column.id, isAdded);
      else this.selectAll();
    } else if (!column) this.toggle(row.folder);
    else if (column.id === "notes" && this.isEditable) this.edit("notes");
    else this.events.onOpen(row.folder);
  }

  private onClick(event: MouseEvent): void {
    const place = placeAt(event.target);
    if (!place || this.edited !== undefined) return;
    this.activate(place);
    const row = this.content.rows[place.row];
    if (!row) this.enter(undefined, this.content.columns[place.column - 1], event.shiftKey);
    else if (event.shiftKey) this.selectRange(place.row);
    else if (place.column === 0 || event.ctrlKey || event.metaKey) this.toggle(row.folder);
  }

  private onDoubleClick(event: MouseEvent): void {
    const place = placeAt(event.target);
    if (!place || place.row < 0 || place.column === 0 || this.edited !== undefined) return;
    this.enter(this.content.rows[place.row], this.content.columns[place.column - 1], false);
  }

  private toggle(folder: string): void {
    this.events.onSelect(this.selection.toggled(this.content.selected, folder));
  }

  private selectAll(): void {
    const { rows, selected } = this.content;
    const areAll = rows.every(({ folder }) => selected.has(folder));
    this.events.onSelect(areAll ? [] : rows.map(({ folder }) => folder));
  }

  private selectRange(to: number): void {
    const rows = this.content.rows.map(({ folder }) => folder);
    this.events.onSelect(this.selection.rangeTo(rows, rows[to] ?? ""));
  }
}
