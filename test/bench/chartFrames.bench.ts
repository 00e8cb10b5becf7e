/** Time between frames while the dashboard's chart is streamed to and panned: `npm run bench:charts`. */
import { withBenchPages } from "./benchPage.js";

const colors = { blue: "#3794ff", green: "#89d185", yellow: "#cca700", red: "#f14c4c" };
const variables = Object.entries(colors).map(([name, color]) => `--vscode-charts-${name}:${color}`);
const css = `html{${variables.join(";")}}`;

await withBenchPages({ script: "bench/chartFrames.ts", height: 600, css }, async (open) => {
  const page = await open();
  for (const [runs, points] of [
    [1, 1000],
    [8, 10_000],
  ]) {
    for (const what of ["streaming", "panning"]) {
      const times = await page.evaluate(`measure(${runs}, ${points}, "${what}")`);
      const { median, p95, worst } = times as { median: number; p95: number; worst: number };
      const told = [median, p95, worst].map((time) => time.toFixed(1)).join(" / ");
      console.log(`${runs} × ${points}, ${what}: ${told} ms a frame (median / p95 / worst)`);
    }
  }
});
