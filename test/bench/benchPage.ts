import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import type { Page } from "playwright-core";

const chromiumPath = process.env["GLORO_CHROMIUM"] ?? "/usr/bin/chromium";

/** What a page of a benchmark is made of, by paths below `webview/`. */
interface BenchPage {
  /** A module that puts what is called on the window. */
  readonly script: string;
  readonly styles?: string;
  readonly height: number;
  /** More of the page's styles. */
  readonly css?: string;
}

/** Opens such pages in Chromium for as long as `measure` runs. */
export async function withBenchPages(
  { script, styles, height, css = "" }: BenchPage,
  measure: (open: () => Promise<Page>) => Promise<void>,
): Promise<void> {
  const file = (path: string) => fileURLToPath(new URL(`../../webview/${path}`, import.meta.url));
  const { outputFiles } = await build({
    entryPoints: { script: file(script), ...(styles !== undefined && { styles: file(styles) }) },
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
    await measure(async () => {
      const page = await browser.newPage({ viewport: { width: 1300, height } });
      await page.setContent(`<style>${css}${textOf(".css")}</style><body></body>`);
      await page.addScriptTag({ content: textOf(".js") });
      return page;
    });
  } finally {
    await browser.close();
  }
}
