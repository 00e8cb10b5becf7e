import { t } from "@vscode/l10n";
import type { ImageShape } from "../../src/extension/samples/messages.js";
import { element } from "../page/element.js";
import { cellId, GridRow } from "./gridRow.js";
import { planGrid, positionAfter, rowsInView } from "./gridPlan.js";
import type { GridPlan } from "./gridPlan.js";
import { rowOfTiles } from "./pixels.js";
import type { SampleWords } from "./sampleText.js";

/** What the grid asks of the page. */
export interface SampleGridOptions {
  readonly wordsOf: (example: number) => SampleWords;
  readonly tileOf: (example: number) => Uint8Array | undefined;
  /** Told which examples can be seen. */
  readonly onSeen: (examples: readonly number[]) => void;
  readonly onOpen: (example: number) => void;
}

/**
 * Examples as tiles, of which only the rows in view are elements. The grid itself has the focus, and tells
 * which of its cells is active: a cell that is scrolled away takes no focus along.
 */
export class SampleGrid {
  readonly root = element("div", { role: "grid", tabindex: "0", class: "samples-grid" });
  private readonly space = element("div", { class: "space", role: "rowgroup" });
  private readonly rows = new Map<number, GridRow>();
  private readonly spare: GridRow[] = [];
  private readonly incomplete = new Set<number>();
  private tile: ImageShape = { height: 1, width: 1, channels: 1 };
  private examples: readonly number[] = [];
  private plan: GridPlan = planGrid(this.tile, 0, 1);
  private width = 0;
  private height = 0;
  private active = 0;
  private opened = -1;
  private pending = 0;

  constructor(private readonly options: SampleGridOptions) {
    const { root } = this;
    root.setAttribute("aria-label", t("Samples"));
    root.append(this.space);
    root.addEventListener("scroll", () => {
      this.drawSoon();
    });
    root.addEventListener("keydown", (event) => {
      this.onKey(event);
    });
    root.addEventListener("click", ({ target }) => {
      const cell = target instanceof Element ? target.closest("[data-example]") : null;
      const example = Number(cell?.getAttribute("data-example") ?? NaN);
      if (cell) this.open(this.examples.indexOf(example));
    });
    new ResizeObserver(([entry]) => {
      this.width = entry?.contentRect.width ?? 0;
      this.height = entry?.contentRect.height ?? 0;
      this.lay();
    }).observe(root);
  }

  /** Shows these examples, in this order; the active one stays so where it is among them. */
  show(examples: readonly number[], tile: ImageShape): void {
    const active = this.examples[this.active];
    this.examples = examples;
    this.tile = tile;
    this.active = Math.max(0, active === undefined ? 0 : examples.indexOf(active));
    this.lay();
  }

  /** Draws rows whose pictures were not there. */
  tilesCame(): void {
    for (const index of [...this.incomplete]) this.paint(index);
  }

  /** Marks an example as the one whose details are shown. */
  mark(example: number): void {
    this.opened = example;
    this.drawAll();
  }

  focus(): void {
    this.root.focus();
  }

  private lay(): void {
    if (this.width === 0) return;
    this.plan = planGrid(this.tile, this.examples.length, this.width);
    const { rows, columns, rowHeight } = this.plan;
    this.root.setAttribute("aria-rowcount", String(rows));
    this.root.setAttribute("aria-colcount", String(columns));
    this.space.style.height = `${rows * rowHeight}px`;
    this.drawAll();
  }

  private drawAll(): void {
    for (const index of [...this.rows.keys()]) this.release(index);
    this.draw();
  }

  private drawSoon(): void {
    this.pending ||= requestAnimationFrame(() => {
      this.pending = 0;
      this.draw();
    });
  }

  private draw(): void {
    const { root, height, plan } = this;
    const [first, last] = rowsInView(plan, { top: root.scrollTop, height });
    for (const index of [...this.rows.keys()]) {
      if (index < first || index >= last) this.release(index);
    }
    for (let index = first; index < last; index++) if (!this.rows.has(index)) this.add(index);
    const seen = this.examples.slice(first * plan.columns, last * plan.columns);
    const active = this.examples[this.active];
    if (active !== undefined && seen.includes(active)) {
      root.setAttribute("aria-activedescendant", cellId(active));
    } else root.removeAttribute("aria-activedescendant");
    this.options.onSeen(seen);
  }

  private release(index: number): void {
    const row = this.rows.get(index);
    if (!row) return;
    row.root.remove();
    this.rows.delete(index);
    this.incomplete.delete(index);
    this.spare.push(row);
  }

  private add(index: number): void {
    const row = this.spare.pop() ?? new GridRow();
    this.rows.set(index, row);
    this.showCells(index, row);
    this.space.append(row.root);
    this.paint(index);
  }

  private showCells(index: number, row: GridRow): void {
    row.show(
      index,
      this.plan,
      this.examplesOf(index).map((example) => ({
        example,
        words: this.options.wordsOf(example),
        isActive: example === this.examples[this.active],
        isOpen: example === this.opened,
      })),
    );
  }

  private paint(index: number): void {
    const { tile, plan } = this;
    const tiles = this.examplesOf(index).map(this.options.tileOf);
    if (tiles.includes(undefined)) this.incomplete.add(index);
    else this.incomplete.delete(index);
    const pixels = rowOfTiles(tiles, tile, plan.gap, plan.columns);
    this.rows.get(index)?.paint(pixels, plan, tile.height);
  }

  private examplesOf(row: number): readonly number[] {
    return this.examples.slice(row * this.plan.columns, (row + 1) * this.plan.columns);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") {
      this.open(this.active);
      event.preventDefault();
      return;
    }
    const rowsOfPage = Math.max(1, Math.floor(this.height / this.plan.rowHeight));
    const place = { columns: this.plan.columns, rowsOfPage };
    const next = positionAfter(event, this.active, this.examples.length, place);
    if (next === undefined) return;
    event.preventDefault();
    this.activate(next);
  }

  private activate(position: number): void {
    const rowOf = (each: number) => Math.floor(each / this.plan.columns);
    const before = rowOf(this.active);
    this.active = position;
    this.scrollTo(rowOf(position));
    for (const index of new Set([before, rowOf(position)])) {
      const row = this.rows.get(index);
      if (row) this.showCells(index, row);
    }
    this.draw();
  }

  private scrollTo(row: number): void {
    const { root, height } = this;
    const { rowHeight } = this.plan;
    const top = row * rowHeight;
    if (top < root.scrollTop) root.scrollTop = top;
    else if (top + rowHeight > root.scrollTop + height) root.scrollTop = top + rowHeight - height;
  }

  private open(position: number): void {
    const example = this.examples[position];
    if (example === undefined) return;
    this.activate(position);
    this.options.onOpen(example);
  }
}
