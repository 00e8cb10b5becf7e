import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import type { Page } from "playwright-core";
import type { PageName } from "../../src/extension/page/openPage.js";
import { pageHtml } from "../../src/extension/page/pageHtml.js";
import { vscodeFixture } from "../vscode/vscodeFixture.js";
import { extensionFolder } from "../vscode/workbenchUrl.js";
import { pageMessages } from "./fixtures/pageMessages.js";

const origin = "http://pages.test";
const types: Partial<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".ttf": "font/ttf",
};

/** Each text of the extension in brackets, numbers as in German. */
const language = "de";
const english = readFileSync(join(extensionFolder, "l10n", "bundle.l10n.json"), "utf8");
const texts = Object.fromEntries(
  Object.keys(JSON.parse(english) as object).map((text) => [text, `⟦${text}⟧`]),
);

/** Runs in the page: shows all that it has, also what is in its charts' tables and files. */
const showAll = `(() => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const button of document.querySelectorAll("vscode-toolbar-button")) button.click();
  for (const plot of document.querySelectorAll(".plot")) {
    plot.focus();
    plot.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", cancelable: true }));
  }
})()`;

/** Runs in the page: each text that it shows or tells a screen reader, also in elements' shadows. */
const readAll = `(() => {
  const told = ["aria-label", "aria-valuetext", "aria-roledescription", "title", "placeholder", "alt", "label"];
  const of = (node) => [
    ...(node.nodeType === Node.TEXT_NODE && node.parentElement?.translate !== false ? [node.data] : []),
    ...(node instanceof Element && node.translate ? told.map((name) => node.getAttribute(name) ?? "") : []),
    ...(node.matches?.("script, style") ? [] : [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes].flatMap(of)),
  ];
  return of(document.body).map((text) => text.trim()).filter((text) => text !== "");
})()`;

/** Opens a page outside of VS Code, and sends it messages; gives what it shows, and what it posts. */
async function show(name: PageName, messages: readonly object[]) {
  const page = await vscodeFixture().browser.newPage();
  try {
    const problems: string[] = [];
    page.on("pageerror", ({ message }) => problems.push(message));
    page.on("console", (line) => line.type() === "error" && problems.push(line.text()));
    await page.addInitScript(
      "globalThis.posted = []; globalThis.acquireVsCodeApi = () => ({ postMessage: (message) => posted.push(message), getState() {}, setState() {} })",
    );
    await serve(page, name);
    await page.goto(`${origin}/`);
    await page.locator(`#${name} > :not(.waiting)`).first().waitFor({ state: "attached" });
    const shown: string[] = [];
    for (const message of messages) {
      await page.evaluate(`postMessage(${JSON.stringify(message)})`);
      // A turn of the page's own, in which the message came, and a frame, in which charts are drawn.
      await page.evaluate("new Promise((done) => setTimeout(() => requestAnimationFrame(done)))");
      shown.push(...(await page.evaluate<string[]>(readAll)));
    }
    await page.evaluate(showAll);
    shown.push(...(await page.evaluate<string[]>(readAll)));
    assert.deepEqual(problems, []);
    return { shown, posted: await page.evaluate<unknown[]>("posted") };
  } finally {
    await page.close();
  }
}

async function serve(page: Page, name: PageName): Promise<void> {
  const html = pageHtml({
    root: name,
    script: `${origin}/${name}.js`,
    styles: `${origin}/${name}.css`,
    icons: `${origin}/codicon.css`,
    cspSource: origin,
    nonce: "0123",
    waiting: "…",
    language,
    texts,
  });
  await page.route(`${origin}/**`, (route) => {
    const file = basename(new URL(route.request().url()).pathname);
    const contentType = types[extname(file)] ?? "text/html";
    return route.fulfill({
      contentType,
      body: file === "" ? html : readFileSync(join(extensionFolder, "dist", "webview", file)),
    });
  });
}

/** The same in every language. */
const productName = "GloRo for VS Code";

/** The texts without what a translator wrote: what is left of ours, since the data are Greek. */
function untranslated(shown: readonly string[]): string[] {
  const left = shown.filter((text) => {
    let outside = text.replaceAll(productName, "");
    for (let before = ""; before !== outside;) {
      before = outside;
      outside = outside.replaceAll(/⟦[^⟦⟧]*⟧/g, "");
    }
    return /[a-z]{2}/i.test(outside);
  });
  return [...new Set(left)];
}

describe("a page in another language", function () {
  this.timeout(60_000);

  for (const [name, messages] of Object.entries(pageMessages) as [PageName, object[]][]) {
    it(`has no text of ours that is left English: ${name}`, async () => {
      const { shown, posted } = await show(name, messages);
      assert.ok(shown.length > 50, shown.join("\n"));
      assert.deepEqual(untranslated(shown), []);
      assert.ok(
        shown.some((text) => text.includes("12,34\u00a0%")),
        "numbers are not German",
      );
      const files = posted.flatMap(savedTexts);
      // The table has no charts.
      assert.ok(files.length > 2 || name === "runsTable");
      assert.deepEqual(untranslated(files), []);
    });
  }
});

/** The texts in the charts that a page asks to save. */
function savedTexts(posted: unknown): string[] {
  const { request } = posted as { request?: { files?: { contents: Record<string, string> } } };
  if (!request?.files) return [];
  const { svg = "", csv = "" } = request.files.contents;
  const inSvg = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = ""]) => text);
  assert.ok(inSvg.length > 0 && csv.length > 0);
  return [...inSvg, ...csv.split("\r\n")];
}
