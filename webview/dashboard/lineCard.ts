import { t } from "@vscode/l10n";
import { curvesToRows } from "../charts/csv.js";
import { LineChart } from "../charts/lineChart.js";
import type { Curve } from "../charts/lineFrame.js";
import { lineScene } from "../charts/lineScene.js";
import { missing, significant } from "../charts/numbers.js";
import type { Palette } from "../charts/palette.js";
import { nearestIndex } from "../charts/points.js";
import type { SharedAxis } from "../charts/sharedAxis.js";
import type { ChartFiles } from "../../src/extension/page/messages.js";
import { ChartCard } from "../page/chartCard.js";
import { axisKey } from "./chartKeys.js";
import { element } from "../page/element.js";
import { swatch } from "../page/swatch.js";
import type { LineCardKind } from "./lineCharts.js";

export interface LineCardOptions {
  readonly axis: SharedAxis;
  readonly palette: Palette;
  readonly smoothing: number;
  readonly isLog: boolean;
  readonly onLog: (isLog: boolean) => void;
  /** The x whose values are told where none is pointed at; the latest ones where absent. */
  readonly atRest?: () => number | undefined;
  readonly save: (files: ChartFiles) => void;
  /** Reads a text out. */
  readonly say: (text: string) => void;
}

const plotHeights = { large: 220, small: 140 };
const exportSize = { width: 860, height: 420 };

/** A chart of lines with its legend, which tells the values at the cursor, or else the latest. */
export class LineCard {
  readonly root: HTMLElement;
  private readonly card: ChartCard;
  private readonly chart: LineChart;
  private curves: readonly Curve[] = [];
  private legendValues: HTMLElement[] = [];
  private named = "";
  private palette: Palette;
  private smoothing: number;
  private isLog: boolean;

  constructor(
    private readonly kind: LineCardKind,
    private readonly options: LineCardOptions,
  ) {
    this.palette = options.palette;
    this.smoothing = options.smoothing;
    this.isLog = options.isLog;
    const { axis, save } = options;
    this.card = new ChartCard({
      id: kind.id,
      title: kind.title,
      summary: () => this.told(axis.cursor),
      rows: () => curvesToRows(this.xName, this.curves),
      scene: () =>
        lineScene(this.chart.frame(exportSize.width), {
          title: kind.title,
          xLabel: this.xName,
          isLog: this.isLog,
          format: kind.tick,
          ...exportSize,
        }),
      palette: () => this.palette,
      save,
      onKey: (event) => this.onKey(event),
    });
    this.card.tools.prepend(
      this.card.toggle(
        "graph-line",
        t("Logarithmic axis of {0}", kind.title),
        (isLog) => {
          this.isLog = isLog;
          options.onLog(isLog);
          this.chart.setView(this.view);
        },
        this.isLog,
      ),
    );
    this.chart = new LineChart(this.card.plot, {
      axis,
      height: kind.isLarge ? plotHeights.large : plotHeights.small,
      palette: this.palette,
      view: this.view,
      format: kind.tick,
    });
    axis.onChange(() => {
      this.showValues();
    });
    this.root = this.card.root;
    if (kind.isLarge) this.root.classList.add("large");
    // Of a run that fails at once no line ever comes.
    this.setCurves([]);
  }

  setCurves(curves: readonly Curve[]): void {
    // Some curves never have a point, such as those of a test split that is not evaluated.
    this.curves = curves.filter(({ ys }) => ys.some(Number.isFinite));
    this.card.setEmpty(this.curves.length === 0 ? t("Nothing was measured yet.") : "");
    this.chart.setCurves(this.curves);
    this.nameCurves();
    this.showValues();
    this.card.refresh();
  }

  setSmoothing(smoothing: number): void {
    this.smoothing = smoothing;
    this.chart.setView(this.view);
  }

  setPalette(palette: Palette): void {
    this.palette = palette;
    this.chart.setPalette(palette);
  }

  resetZoom(): void {
    this.chart.resetZoom();
  }

  private get view() {
    return { smoothing: this.smoothing, isLog: this.isLog, bounds: this.kind.bounds };
  }

  private onKey(event: KeyboardEvent): boolean {
    const { axis, say } = this.options;
    // Of the most points, for every one of them to be reached.
    const [densest] = [...this.curves].sort((one, other) => other.xs.length - one.xs.length);
    const xs = densest?.xs ?? [];
    const action = axisKey(event, axis, { xs, full: this.chart.fullRange });
    action?.();
    if (event.key === "0") this.resetZoom();
    if (action) say(this.told(axis.cursor));
    return action !== undefined;
  }

  private nameCurves(): void {
    const named = JSON.stringify(this.curves.map(({ label, ink, dash }) => [label, ink, dash]));
    if (named === this.named) return;
    this.named = named;
    this.legendValues = this.curves.map(() => element("span", { class: "value" }));
    this.card.legend.replaceChildren(
      ...this.curves.map(({ label, ink, dash }, index) =>
        element(
          "span",
          { class: "entry" },
          swatch(ink, dash),
          label,
          this.legendValues[index] ?? "",
        ),
      ),
    );
  }

  private showValues(): void {
    const cursor = this.options.axis.cursor ?? this.options.atRest?.();
    for (const [index, curve] of this.curves.entries()) {
      const target = this.legendValues[index];
      const text = this.valueAt(curve, cursor);
      if (target && target.textContent !== text) target.textContent = text;
    }
  }

  private valueAt({ xs, ys }: Curve, x: number | undefined): string {
    const index = x === undefined ? xs.length - 1 : nearestIndex(xs, x);
    const y = ys[index ?? -1];
    return y === undefined ? missing : this.kind.value(y);
  }

  private get xName(): string {
    return this.kind.x?.name ?? t("epoch");
  }

  private told(pointed: number | undefined): string {
    if (this.curves.length === 0) return t("Nothing was measured yet.");
    const x = pointed ?? this.options.atRest?.();
    const values = this.curves
      .map((curve) => `${curve.label} ${this.valueAt(curve, x)}`)
      .join("; ");
    if (x === undefined) return t("Latest: {0}.", values);
    const shown = significant(x, 4);
    return this.kind.x?.told(shown, values) ?? t("Epoch {0}: {1}.", shown, values);
  }
}
