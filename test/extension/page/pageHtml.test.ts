import assert from "node:assert/strict";
import { pageHtml } from "../../../src/extension/page/pageHtml.js";

describe("pageHtml", () => {
  const parts = {
    root: "dashboard",
    script: "https://x/dashboard.js",
    styles: "https://x/dashboard.css",
    icons: "https://x/codicon.css",
    cspSource: "https://x",
    nonce: "0123",
    waiting: "Opening <the> run…",
    language: "en",
    texts: undefined,
  };
  const html = pageHtml(parts);

  it("allows its own script and styles, and nothing else", () => {
    const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    assert.equal(
      policy,
      "default-src 'none'; script-src 'nonce-0123'; style-src https://x; font-src https://x",
    );
    assert.deepEqual(
      [...html.matchAll(/<script[^>]*>.*?<\/script>/g)].map(([tag]) => tag),
      ['<script type="module" nonce="0123">void import("https://x/dashboard.js");</script>'],
    );
    assert.doesNotMatch(html, / style=| on[a-z]+=|<style/);
  });

  it("brings its texts along, as data that no text can end", () => {
    const texts = { Loss: "</script><script>alert(1)</script>" };
    const translated = pageHtml({ ...parts, language: "de", texts });
    assert.match(translated, /<html lang="de">/);
    const scripts = [...translated.matchAll(/<script([^>]*)>(.*?)<\/script>/g)];
    assert.equal(scripts.length, 2);
    const [, attributes, content] = scripts[0] ?? [];
    assert.equal(attributes, ' type="application/json"');
    assert.deepEqual(JSON.parse(content ?? ""), texts);
  });

  it("writes texts, never markup", () => {
    assert.ok(html.includes("Opening &lt;the&gt; run…"));
  });
});
