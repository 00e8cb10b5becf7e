import { t } from "@vscode/l10n";
import type { SweepRunView, SweptParameterView } from "../../src/extension/sweeps/messages.js";
import type { ChartFiles } from "../../src/extension/page/messages.js";
import type { Palette } from "../charts/palette.js";
import { SceneChart } from "../charts/sceneChart.js";
import { ChartCard } from "../page/chartCard.js";
import { bestPoint } from "./scatter.js";
import type { Scatter, ScatterPoint } from "./scatter.js";
import { parameterPlaces, parameterScene } from "./parameterScene.js";
import { runText, scatterRows } from "./sweepRows.js";

const exportWidth = 640;
/** How far from a point the mouse still means it. */
const reach = 24;

export interface ScatterCardOptions {
  readonly parameter: SweptParameterView;
  readonly palette: Palette;
  readonly save: (files: ChartFiles) => void;
  readonly open: (folder: string) => void;
}

/** The plot of one parameter; its points can be pointed at, walked through and opened. */
export class ScatterCard {
  private readonly card: ChartCard;
  private readonly chart: SceneChart;
  private scatter: Scatter | undefined;
  private runs: readonly SweepRunView[] = [];
  private pointed: string | undefined;

  constructor(private readonly options: ScatterCardOptions) {
    const { parameter, save, open } = options;
    let { palette } = options;
    this.setPalette = (changed) => {
      palette = changed;
      this.chart.setPalette(changed);
    };
    this.card = new ChartCard({
      id: `sweep-${parameter.path.replaceAll(/[^\w-]+/g, "-")}`,
      title: parameter.path,
      summary: () => this.legend(),
      rows: () => (this.scatter ? scatterRows(this.scatter) : []),
      scene: () => this.scene(exportWidth),
      palette: () => palette,
      save,
      onKey: ({ key }) => this.onKey(key),
    });
    this.chart = new SceneChart(this.card.plot, palette, (width) => this.scene(width));
    const { plot } = this.card;
    plot.addEventListener("pointermove", (event) => {
      this.point(this.nearest(event));
    });
    plot.addEventListener("pointerleave", () => {
      this.point(undefined);
    });
    plot.addEventListener("click", (event) => {
      const point = this.nearest(event);
      if (point) open(point.folder);
    });
  }

  readonly setPalette: (palette: Palette) => void;

  get root(): HTMLElement {
    return this.card.root;
  }

  show(scatter: Scatter, runs: readonly SweepRunView[]): void {
    this.scatter = scatter;
    this.runs = runs;
    this.card.setEmpty(scatter.points.length > 0 ? "" : t("No run has been evaluated yet."));
    this.redraw();
  }

  private onKey(key: string): boolean {
    const { points = [] } = this.scatter ?? {};
    const at = points.findIndex(({ folder }) => folder === this.pointed);
    const moves: Partial<Record<string, number>> = {
      ArrowLeft: Math.max(0, at - 1),
      ArrowRight: Math.min(points.length - 1, at + 1),
      Home: 0,
      End: points.length - 1,
    };
    const to = moves[key];
    if (to !== undefined) {
      this.point(points[to]);
      return true;
    }
    if (key !== "Enter" || this.pointed === undefined) return false;
    this.options.open(this.pointed);
    return true;
  }

  private point(point: ScatterPoint | undefined): void {
    if (point?.folder === this.pointed) return;
    this.pointed = point?.folder;
    this.redraw();
  }

  private nearest({ offsetX, offsetY }: MouseEvent): ScatterPoint | undefined {
    const { scatter } = this;
    if (!scatter) return undefined;
    const placeOf = parameterPlaces(scatter, Math.floor(this.card.plot.clientWidth));
    const distance = (point: ScatterPoint) => {
      const [x, y] = placeOf(point);
      return Math.hypot(x - offsetX, y - offsetY);
    };
    const [closest] = [...scatter.points].sort((a, b) => distance(a) - distance(b));
    return closest && distance(closest) <= reach ? closest : undefined;
  }

  private redraw(): void {
    this.card.legend.textContent = this.legend();
    this.card.refresh();
    this.chart.redraw();
  }

  /** The run that is pointed at, or else the best one. */
  private legend(): string {
    const { scatter } = this;
    if (!scatter) return "";
    const { metric, points } = scatter;
    const point = points.find(({ folder }) => folder === this.pointed) ?? bestPoint(scatter);
    const run = this.runs.find(({ folder }) => folder === point?.folder);
    return point && run ? `${metric.label} ${metric.format(point.y)}: ${runText(run)}` : "";
  }

  private scene(width: number) {
    return this.scatter && parameterScene(this.scatter, { width, pointed: this.pointed });
  }
}
