/** The explorer of samples with 10,000 images: its first paint, and frames while scrolling: `npm run bench:samples`. */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";

const chromiumPath = process.env["GLORO_CHROMIUM"] ?? "/usr/bin/chromium";
const images = 10_000;
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const { outputFiles } = await build({
  entryPoints: {
    script: here("../../webview/bench/sampleFrames.ts"),
    styles: here("../../webview/samples/samples.css"),
  },
  bundle: true,
  minify: true,
  write: false,
  outdir: "out",
  platform: "browser",
  format: "iife",
});
const textOf = (ending: string) =>
  outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
const browser = await chromium.launch({
  executablePath: chromiumPath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
});
try {
  for (const pixelsAFrame of [40, 400, 4000]) {
    const page = await browser.newPage({ viewport: { width: 1300, height: 900 } });
    await page.setContent(`<style>${textOf(".css")}</style><body></body>`);
    await page.addScriptTag({ content: textOf(".js") });
    const measured = await page.evaluate(`measure(${images}, ${pixelsAFrame})`);
    const times = measured as Record<"firstPaint" | "median" | "p95" | "worst", number>;
    const told = [times.median, times.p95, times.worst].map((time) => time.toFixed(1)).join(" / ");
    console.log(
      `first paint ${times.firstPaint.toFixed(0)} ms; scrolling ${pixelsAFrame} pixels a frame: ` +
        `${told} ms a frame (median / p95 / worst)`,
    );
    await page.close();
  }
} finally {
  await browser.close();
}
