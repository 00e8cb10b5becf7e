import { element } from "../page/element.js";
import type { GridPlan } from "./gridPlan.js";
import type { Rgba } from "./pixels.js";
import type { SampleWords } from "./sampleText.js";

/** A cell of a row. */
export interface GridCell {
  readonly example: number;
  readonly words: SampleWords;
  readonly isActive: boolean;
  readonly isOpen: boolean;
}

/** The id of an example's cell, by which the grid tells which one is active. */
export function cellId(example: number): string {
  return `sample-${example}`;
}

/** A row of the grid: one picture of all its tiles, and a cell with words for each. Used again for other rows. */
export class GridRow {
  readonly root = element("div", { role: "row" });
  private readonly canvas = element("canvas", { "aria-hidden": "true" });
  private readonly cells: HTMLElement[] = [];

  constructor() {
    this.root.append(this.canvas);
  }

  /** Puts the row in its place, and says what its cells are. */
  show(index: number, plan: GridPlan, cells: readonly GridCell[]): void {
    const { root } = this;
    root.setAttribute("aria-rowindex", String(index + 1));
    root.style.transform = `translateY(${index * plan.rowHeight}px)`;
    root.style.height = `${plan.rowHeight}px`;
    while (this.cells.length > cells.length) this.cells.pop()?.remove();
    for (const [column, cell] of cells.entries()) this.showCell(column, plan, cell);
  }

  paint(pixels: Rgba, { columns, cellWidth, pictureHeight }: GridPlan, height: number): void {
    const { canvas } = this;
    canvas.width = pixels.length / 4 / height;
    canvas.height = height;
    canvas.style.width = `${columns * cellWidth}px`;
    canvas.style.height = `${pictureHeight}px`;
    canvas.getContext("2d")?.putImageData(new ImageData(pixels, canvas.width), 0, 0);
  }

  private showCell(column: number, plan: GridPlan, { example, words, ...is }: GridCell): void {
    let cell = this.cells[column];
    if (!cell) {
      cell = element(
        "div",
        { role: "gridcell", "aria-colindex": String(column + 1) },
        element("span", { class: "hidden" }),
        element("span", { class: "answer", "aria-hidden": "true" }),
        element("span", { class: "radius", "aria-hidden": "true" }),
      );
      this.cells.push(cell);
      this.root.append(cell);
    }
    cell.id = cellId(example);
    cell.dataset["example"] = String(example);
    cell.style.transform = `translateX(${column * plan.cellWidth}px)`;
    cell.style.width = `${plan.cellWidth - plan.gap * plan.scale}px`;
    cell.style.paddingTop = `${plan.pictureHeight}px`;
    cell.setAttribute("aria-selected", String(is.isOpen));
    cell.className = [
      words.isRight ? "right" : "wrong",
      words.isCertified ? "certified" : "rejected",
      ...(is.isActive ? ["active"] : []),
    ].join(" ");
    const [told, answer, radius] = cell.children;
    if (told) told.textContent = words.told;
    if (answer) answer.textContent = words.answer;
    if (radius) radius.textContent = words.radius;
  }
}
