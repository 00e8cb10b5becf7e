import { t } from "@vscode/l10n";
import "@vscode-elements/elements/dist/vscode-toolbar-button/index.js";
import { toCsv } from "../charts/csv.js";
import type { Palette } from "../charts/palette.js";
import type { Scene } from "../charts/scene.js";
import { sceneToPng } from "../charts/sceneToPng.js";
import { sceneToSvg } from "../charts/sceneToSvg.js";
import type { ChartFiles } from "../../src/extension/page/messages.js";
import { element } from "./element.js";
import { valueTable } from "./valueTable.js";
import type { Rows } from "./valueTable.js";

export interface ChartCardOptions {
  readonly id: string;
  readonly title: string;
  /** What the chart shows, for who cannot see it; told with the title. */
  readonly summary: () => string;
  readonly rows: () => Rows;
  readonly scene: () => Scene | undefined;
  readonly palette: () => Palette;
  readonly save: (files: ChartFiles) => void;
  /** Handles a key; false where it means nothing to the chart. */
  readonly onKey: (event: KeyboardEvent) => boolean;
}

/** The id of the text that tells the keys of charts. */
export const keysHelpId = "chart-keys";

/** The frame around a chart: title, legend, buttons, and a table with the same values. */
export class ChartCard {
  readonly root: HTMLElement;
  /** Where the chart is drawn. */
  readonly plot: HTMLElement;
  /** A line above the chart that names what it shows. */
  readonly legend = element("div", { class: "legend" });
  /** Further buttons, before the others. */
  readonly tools = element("div", { class: "tools" });
  private readonly table = element("div", { class: "table", hidden: "", tabindex: "0" });
  private readonly empty = element("p", { class: "empty" });

  constructor(private readonly options: ChartCardOptions) {
    const { id, title } = options;
    this.plot = element("div", {
      class: "plot",
      tabindex: "0",
      role: "application",
      "aria-roledescription": t("chart"),
      "aria-describedby": keysHelpId,
    });
    this.plot.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (options.onKey(event)) event.preventDefault();
    });
    this.plot.addEventListener("focus", () => {
      this.describe();
    });
    this.table.setAttribute("role", "region");
    this.table.setAttribute("aria-label", t("Values of {0}", title));
    const showTable = this.toggle("table", t("Show {0} as a table", title), (isOn) => {
      this.table.hidden = !isOn;
      this.refreshTable();
    });
    this.tools.append(showTable, this.saveButton());
    this.root = element(
      "section",
      { class: "card", "aria-labelledby": `${id}-title`, "data-chart": id },
      element("header", {}, element("h2", { id: `${id}-title` }, title), this.tools),
      this.legend,
      this.plot,
      this.empty,
      this.table,
    );
    this.describe();
    this.setEmpty("");
  }

  /** Says in place of the chart why there is none; an empty text shows the chart. */
  setEmpty(reason: string): void {
    this.empty.textContent = reason;
    this.empty.hidden = reason === "";
    this.plot.hidden = reason !== "";
    this.legend.hidden = reason !== "";
  }

  /** Brings the table, if it is shown, and the description up to date. */
  refresh(): void {
    this.refreshTable();
    if (document.activeElement === this.plot) this.describe();
  }

  /** A button that is on or off. */
  toggle(
    icon: string,
    label: string,
    onChange: (isOn: boolean) => void,
    isOn = false,
  ): HTMLElement {
    const button = element("vscode-toolbar-button", { icon, label, title: label, toggleable: "" });
    button.checked = isOn;
    button.addEventListener("change", () => {
      onChange(button.checked);
    });
    return button;
  }

  private describe(): void {
    this.plot.setAttribute("aria-label", `${this.options.title}. ${this.options.summary()}`);
  }

  private refreshTable(): void {
    if (this.table.hidden) return;
    const top = this.table.scrollTop;
    this.table.replaceChildren(valueTable(this.options.title, this.options.rows()));
    this.table.scrollTop = top;
  }

  private saveButton(): HTMLElement {
    const label = t("Save {0} as SVG, PNG or CSV", this.options.title);
    const button = element("vscode-toolbar-button", {
      icon: "desktop-download",
      label,
      title: label,
    });
    button.addEventListener("click", () => {
      const { id, scene, rows, palette, save } = this.options;
      const drawing = scene();
      if (!drawing) return;
      const colors = palette();
      const svg = sceneToSvg(drawing, colors);
      const png = sceneToPng(drawing, colors);
      save({ name: id, contents: { svg, png, csv: toCsv(rows()) } });
    });
    return button;
  }
}
