import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const root = new URL("../../", import.meta.url).pathname;

/** The texts of the calls of `t` and `l10n.t` in a file. */
function textsIn(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(vscode\.l10n\.)?t$/.test(node.expression.getText(source))) {
      const [text] = node.arguments;
      assert.ok(text && ts.isStringLiteralLike(text), `${file}: ${node.getText(source)}`);
      found.push(text.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe("l10n", () => {
  it("offers every text of the code to translators, and no other", () => {
    // What src/runs says of a run is told in VS Code too.
    const used = ["src/extension", "src/runs"].flatMap((name) => {
      const folder = join(root, name);
      const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
      return files
        .filter((file) => file.endsWith(".ts"))
        .flatMap((file) => textsIn(join(folder, file)));
    });
    assert.ok(used.length > 20);
    const bundle = JSON.parse(readFileSync(join(root, "l10n/bundle.l10n.json"), "utf8")) as object;
    const expected = Object.fromEntries([...new Set(used)].sort().map((text) => [text, text]));
    assert.deepEqual(bundle, expected);
  });
});
