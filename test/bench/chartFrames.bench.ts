/** Time between frames while the dashboard's chart is streamed to and panned: `npm run bench:charts`. */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";

const chromiumPath = process.env["GLORO_CHROMIUM"] ?? "/usr/bin/chromium";
const colors = { blue: "#3794ff", green: "#89d185", yellow: "#cca700", red: "#f14c4c" };

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL("../../webview/bench/chartFrames.ts", import.meta.url))],
  bundle: true,
  minify: true,
  write: false,
  platform: "browser",
  format: "iife",
});
const browser = await chromium.launch({
  executablePath: chromiumPath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
});
try {
  const page = await browser.newPage({ viewport: { width: 1300, height: 600 } });
  const variables = Object.entries(colors).map(
    ([name, color]) => `--vscode-charts-${name}:${color}`,
  );
  await page.setContent(`<style>html{${variables.join(";")}}</style><body></body>`);
  await page.addScriptTag({ content: outputFiles[0]?.text ?? "" });
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
} finally {
  await browser.close();
}
