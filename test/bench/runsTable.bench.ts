/** How long the table of runs takes to sort, filter and scroll: `npm run bench:table`. */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";

const chromiumPath = process.env["GLORO_CHROMIUM"] ?? "/usr/bin/chromium";
const runs = 1000;
const file = (path: string) => fileURLToPath(new URL(`../../webview/${path}`, import.meta.url));

const { outputFiles } = await build({
  entryPoints: { page: file("bench/runsTable.ts"), styles: file("runsTable/runsTable.css") },
  outdir: "unwritten",
  bundle: true,
  minify: true,
  write: false,
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
  const page = await browser.newPage({ viewport: { width: 1300, height: 800 } });
  await page.setContent("<body></body>");
  await page.addStyleTag({ content: textOf(".css") });
  await page.addScriptTag({ content: textOf(".js") });
  const times = await page.evaluate<[what: string, ms: number[]][]>(`measure(${runs})`);
  for (const [what, ms] of times) {
    const sorted = ms.toSorted((one, other) => one - other);
    const told = [sorted[sorted.length >> 1], sorted.at(-1)].map((each) =>
      (each ?? NaN).toFixed(1),
    );
    console.log(`${runs} runs, ${what}: ${told.join(" / ")} ms (median / worst)`);
  }
} finally {
  await browser.close();
}
