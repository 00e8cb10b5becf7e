import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const root = new URL("../../", import.meta.url).pathname;

interface Call {
  readonly text: string;
  /** Where it stands, for who reads that it is wrong. */
  readonly place: string;
  /** Whether it is made each time that something is done, instead of once when its file is loaded. */
  readonly isLater: boolean;
}

/** The calls of `t` and `l10n.t` in a file. */
function callsIn(file: string): Call[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  const found: Call[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(vscode\.l10n\.)?t$/.test(node.expression.getText(source))) {
      const place = `${file}: ${node.getText(source)}`;
      const [text] = node.arguments;
      assert.ok(text && ts.isStringLiteralLike(text), place);
      const isLater =
        ts.findAncestor(
          node,
          (around) => ts.isFunctionLike(around) || ts.isPropertyDeclaration(around),
        ) !== undefined;
      found.push({ text: text.text, place, isLater });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function callsUnder(folder: string): Call[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => callsIn(join(root, folder, file)));
}

describe("l10n", () => {
  // What src/runs says of a run is told in VS Code too.
  const host = ["src/extension", "src/runs"].flatMap(callsUnder);
  const pages = callsUnder("webview");

  it("offers every text of the code to translators, and no other", () => {
    const used = [...host, ...pages].map(({ text }) => text);
    assert.ok(host.length > 20 && pages.length > 20);
    const bundle = JSON.parse(readFileSync(join(root, "l10n/bundle.l10n.json"), "utf8")) as object;
    const expected = Object.fromEntries([...new Set(used)].sort().map((text) => [text, text]));
    assert.deepEqual(bundle, expected);
    assert.deepEqual(Object.keys(bundle), Object.keys(expected));
  });

  it("has no text of a page that is looked up before the page knows its language", () => {
    assert.deepEqual(
      pages.filter(({ isLater }) => !isLater).map(({ place }) => place),
      [],
    );
  });
});
