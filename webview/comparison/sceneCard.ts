import type { Rows } from "../charts/csv.js";
import type { Palette } from "../charts/palette.js";
import type { Scene } from "../charts/scene.js";
import { SceneChart } from "../charts/sceneChart.js";
import { ChartCard } from "../page/chartCard.js";
import type { ChartFiles } from "../../src/extension/page/messages.js";

export interface SceneCardOptions {
  readonly id: string;
  readonly title: string;
  /** Said in place of the chart where there is none. */
  readonly empty: string;
  readonly palette: Palette;
  readonly summary: () => string;
  readonly rows: () => Rows;
  readonly scene: (width: number) => Scene | undefined;
  readonly save: (files: ChartFiles) => void;
}

const exportWidth = 720;

/** A drawing in a card, with a table of its values. */
export class SceneCard {
  readonly card: ChartCard;
  private readonly chart: SceneChart;
  private palette: Palette;

  constructor(private readonly options: SceneCardOptions) {
    const { id, title, summary, rows, scene, save } = options;
    this.palette = options.palette;
    this.card = new ChartCard({
      id,
      title,
      summary,
      rows,
      save,
      scene: () => scene(exportWidth),
      palette: () => this.palette,
      onKey: () => false,
    });
    this.card.root.classList.add("large");
    this.chart = new SceneChart(this.card.plot, this.palette, scene);
  }

  setPalette(palette: Palette): void {
    this.palette = palette;
    this.chart.setPalette(palette);
  }

  /** Shows what there is now. */
  refresh(): void {
    this.card.setEmpty(this.options.scene(exportWidth) ? "" : this.options.empty);
    this.card.refresh();
    this.chart.redraw();
  }
}
