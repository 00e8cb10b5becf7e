import type { Curve } from "../charts/lineFrame.js";
import { LineChart } from "../charts/lineChart.js";
import { readPalette } from "../charts/theme.js";
import { SharedAxis } from "../charts/sharedAxis.js";

const inks = ["blue", "green", "yellow", "red", "purple", "foreground", "muted", "mark"] as const;
const frames = 300;

/** What is done in each frame. */
type Load = (frame: number, curves: { xs: number[]; ys: number[] }[]) => void;

/** Draws `runs` smoothed curves of `points` points, and tells the time between the frames. */
async function measure(runs: number, points: number, what: "streaming" | "panning") {
  const host = document.body.appendChild(document.createElement("div"));
  host.style.width = "1200px";
  const axis = new SharedAxis();
  const chart = new LineChart(host, {
    axis,
    height: 400,
    palette: readPalette(),
    view: { smoothing: 0.6, isLog: false },
    format: String,
  });
  const curves = Array.from({ length: runs }, (_, run) => {
    const xs = Array.from({ length: points }, (__, index) => index / 100);
    return { xs, ys: xs.map((x) => valueAt(x, run)) };
  });
  const show = () => {
    chart.setCurves(
      curves.map((curve, run): Curve => ({
        ...curve,
        label: `run ${run}`,
        ink: inks[run % inks.length] ?? "blue",
        isNoisy: true,
      })),
    );
  };
  const loads: { [W in typeof what]: Load } = {
    streaming: (_, all) => {
      for (const [run, { xs, ys }] of all.entries()) {
        const x = xs.length / 100;
        xs.push(x);
        ys.push(valueAt(x, run));
      }
      show();
    },
    panning: (frame) => {
      const from = (points / 100) * 0.5 * (frame / frames);
      axis.zoom([from, from + (points / 100) * 0.5]);
    },
  };
  show();
  await nextFrame();
  await nextFrame();
  const times: number[] = [];
  let before = await nextFrame();
  for (let frame = 0; frame < frames; frame++) {
    loads[what](frame, curves);
    const now = await nextFrame();
    times.push(now - before);
    before = now;
  }
  host.remove();
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? NaN;
  return { median: at(0.5), p95: at(0.95), worst: at(1) };
}

function valueAt(x: number, run: number): number {
  return Math.exp(-x / 30) + run / 10 + Math.random() * 0.1;
}

function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

Object.assign(globalThis, { measure });
