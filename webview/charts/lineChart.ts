import uPlot from "uplot";
import { drawnCurves, fullRange, lineFrame } from "./lineFrame.js";
import type { Curve, DrawnCurve, LineFrame, LineView } from "./lineFrame.js";
import { faintOpacity } from "./lineScene.js";
import { significant } from "./numbers.js";
import type { Palette } from "./palette.js";
import type { Range } from "./points.js";
import type { SharedAxis } from "./sharedAxis.js";
import { linearTicks, logTicks, tickDigits } from "./ticks.js";

export interface LineChartOptions {
  readonly axis: SharedAxis;
  readonly height: number;
  readonly palette: Palette;
  readonly view: LineView;
  /** A value at a tick of the y axis. */
  readonly format: (y: number) => string;
}

// uPlot declares the enumeration without exporting its values.
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
const logarithmic = 3 as uPlot.Scale.Distr;
const axisWidth = 56;
const fontSize = 11;
/** A drag shorter than this in one direction zooms in the other only. */
const boxPixels = 24;
/** Of all lines together: a canvas without a graphics card strokes no more in a frame. */
const mostColumns = 5000;
const pixelsPerTick = { x: 64, y: 36 };
/** Points of a curve that is marked stand apart by at least this. */
const pixelsPerMark = 6;

/**
 * Curves on a canvas that can be zoomed and pointed at. Only what a pixel column can show is handed to
 * the canvas, so that a frame costs the same for ten points and for ten thousand.
 */
export class LineChart {
  private palette: Palette;
  private view: LineView;
  private curves: readonly Curve[] = [];
  private drawn: readonly DrawnCurve[] = [];
  private yZoom: Range | undefined;
  private plot: uPlot | undefined;
  private shape = "";
  private seen: LineFrame | undefined;
  private pending = 0;
  private width = 0;

  constructor(
    private readonly host: HTMLElement,
    private readonly options: LineChartOptions,
  ) {
    this.palette = options.palette;
    this.view = options.view;
    options.axis.onChange((change) => {
      if (change === "range") this.redraw();
      else this.showCursor();
    });
    new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      if (width === this.width) return;
      this.width = width;
      this.redraw();
    }).observe(host);
  }

  /** Takes curves, whose arrays may be the same as before with further points. */
  setCurves(curves: readonly Curve[]): void {
    this.curves = curves;
    this.drawn = drawnCurves(curves, this.view.smoothing);
    this.redraw();
  }

  setView(view: LineView): void {
    this.view = view;
    this.yZoom = undefined;
    this.setCurves(this.curves);
  }

  setPalette(palette: Palette): void {
    this.palette = palette;
    this.shape = "";
    this.redraw();
  }

  /** Shows everything again, here and in the charts beside it. */
  resetZoom(): void {
    this.yZoom = undefined;
    this.options.axis.zoom(undefined);
  }

  /** What a drawing of this chart, `columns` wide, shows. */
  frame(columns: number): LineFrame {
    const zoom = { x: this.options.axis.range, y: this.yZoom };
    return lineFrame(this.drawn, this.view, zoom, columns);
  }

  /** Everything that there is to see along x. */
  get fullRange(): Range {
    return fullRange(this.drawn);
  }

  /** Draws with the next frame of the screen. */
  private redraw(): void {
    if (this.pending !== 0) return;
    this.pending = requestAnimationFrame(() => {
      this.pending = 0;
      this.draw();
    });
  }

  private draw(): void {
    if (this.width <= axisWidth || this.curves.length === 0) return;
    const { width } = this;
    const lines = this.drawn.reduce((sum, { smoothed }) => sum + (smoothed ? 2 : 1), 0);
    const pixels = Math.round((width - axisWidth) * devicePixelRatio);
    const frame = this.frame(Math.max(1, Math.min(pixels, Math.floor(mostColumns / lines))));
    this.seen = frame;
    const shape = JSON.stringify([
      this.view.isLog,
      frame.lines.map(({ curve, isFaint }) => [curve.label, isFaint]),
    ]);
    const data = [[...frame.xs], ...frame.lines.map(({ ys }) => [...ys])] as uPlot.AlignedData;
    if (!this.plot || shape !== this.shape) {
      this.plot?.destroy();
      this.shape = shape;
      this.plot = new uPlot(this.plotOptions(frame), data, this.host);
    } else {
      if (this.plot.width !== width) this.plot.setSize({ width, height: this.options.height });
      this.plot.setData(data);
    }
    this.showCursor();
  }

  private plotOptions(frame: LineFrame): uPlot.Options {
    const { colors, font } = this.palette;
    const { isLog } = this.view;
    const shown = (of: "x" | "y") => (): uPlot.Range.MinMax => {
      const [from, to] = (this.seen ?? frame)[of];
      return [from, to];
    };
    const axis: uPlot.Axis = {
      stroke: colors.muted,
      font: `${fontSize}px ${font}`,
      ticks: { show: false },
    };
    const ticks = isLog ? logTicks : linearTicks;
    return {
      width: this.width,
      height: this.options.height,
      padding: [10, 12, 0, 0],
      legend: { show: false },
      scales: {
        x: { time: false, range: shown("x") },
        y: { ...(isLog && { distr: logarithmic }), range: shown("y") },
      },
      axes: [
        {
          ...axis,
          size: 26,
          grid: { show: false },
          border: { show: true, stroke: colors.grid },
          splits: (_, __, from, to) => linearTicks([from, to], this.width / pixelsPerTick.x),
          values: (_, splits) => splits.map((x) => significant(x, tickDigits)),
        },
        {
          ...axis,
          size: axisWidth,
          gap: 8,
          grid: { stroke: faint(colors.grid), width: 1 },
          splits: (_, __, from, to) => ticks([from, to], this.options.height / pixelsPerTick.y),
          filter: (_, splits) => splits,
          values: (_, splits) => splits.map(this.options.format),
        },
      ],
      cursor: {
        y: false,
        drag: { x: true, y: true, uni: boxPixels, setScale: false },
        points: { size: 6 },
        hover: { skip: [undefined, null] },
        bind: {
          dblclick: () => () => {
            this.resetZoom();
            return null;
          },
        },
      },
      series: [
        {},
        ...frame.lines.map(({ curve, isFaint }): uPlot.Series => {
          const color = colors[curve.ink];
          return {
            label: curve.label,
            stroke: color,
            // A line of one pixel is far cheaper to stroke.
            width: isFaint ? 1 : 1.5,
            alpha: isFaint ? faintOpacity : 1,
            spanGaps: true,
            ...(curve.dash && !isFaint && { dash: [...curve.dash] }),
            points: {
              show: (plot, series, from, to) =>
                curve.isMarked === true &&
                countOf(plot.data[series], from, to) * pixelsPerMark < this.width,
              // uPlot asks it also where no points are shown.
              filter: (plot, series, isShown) => (isShown ? pointsOf(plot.data[series] ?? []) : []),
              size: 5,
              fill: color,
            },
          };
        }),
      ],
      hooks: {
        setSelect: [
          (plot) => {
            this.zoomTo(plot);
          },
        ],
        setCursor: [
          ({ cursor: { left = -1 } }) => {
            this.options.axis.point(left < 0 ? undefined : this.plot?.posToVal(left, "x"));
          },
        ],
      },
    };
  }

  private zoomTo(plot: uPlot): void {
    const { left, top, width, height } = plot.select;
    if (width === 0 && height === 0) return;
    const whole = plot.over.getBoundingClientRect();
    if (height < whole.height) {
      this.yZoom = [plot.posToVal(top + height, "y"), plot.posToVal(top, "y")];
    }
    const isWide = width < whole.width;
    const { axis } = this.options;
    const x: Range = [plot.posToVal(left, "x"), plot.posToVal(left + width, "x")];
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    axis.zoom(isWide ? x : axis.range);
  }

  private showCursor(): void {
    const { cursor } = this.options.axis;
    const { plot, seen } = this;
    if (!plot || !seen) return;
    const isIn = cursor !== undefined && cursor >= seen.x[0] && cursor <= seen.x[1];
    const left = isIn ? plot.valToPos(cursor, "x") : -1;
    plot.setCursor({ left, top: isIn ? 0 : -1 }, false);
  }
}

function countOf(values: ArrayLike<unknown> | undefined, from: number, to: number): number {
  let count = 0;
  for (let index = from; index <= to; index++) if (values?.[index] != null) count++;
  return count;
}

/** The places of a curve's points. At both ends stands where the curve crosses the edge of the plot. */
function pointsOf(values: ArrayLike<number | null | undefined>): number[] {
  return Array.from({ length: values.length - 2 }, (_, index) => index + 1).filter(
    (index) => values[index] != null,
  );
}

/** Lines of a grid step back behind the data. */
function faint(color: string): string {
  return `color-mix(in srgb, ${color} 35%, transparent)`;
}
