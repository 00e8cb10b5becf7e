import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { activated } from "./extension.js";

const config = {
  data: "mnist",
  architecture: "cnn_2C2F",
  epsilon: 0.3,
  loss: "crossentropy",
  epochs: 1,
};

describe("a *.gloro.json", () => {
  it("is told of a word that the schema does not know, until the word is mended", async () => {
    await activated();
    const document = await openConfig("wrong.gloro.json", { ...config, optimizer: "adm" });
    const [wrong] = await diagnostics(document, (found) => found.length === 1);
    assert.equal(document.getText(wrong!.range), '"adm"');

    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, wrong!.range, '"adam"');
    await vscode.workspace.applyEdit(edit);
    await diagnostics(document, (found) => found.length === 0);
  });
});

/** Writes a config into the workspace, and shows it. */
async function openConfig(name: string, value: object): Promise<vscode.TextDocument> {
  const [workspace] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(workspace);
  const file = join(workspace.uri.fsPath, name);
  writeFileSync(file, JSON.stringify(value, undefined, 2));
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  return document;
}

/** What is said about a file, as soon as it is as expected. */
function diagnostics(
  { uri }: vscode.TextDocument,
  areExpected: (found: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return new Promise((resolve) => {
    const look = () => {
      const found = vscode.languages.getDiagnostics(uri);
      if (!areExpected(found)) return;
      listener.dispose();
      resolve(found);
    };
    const listener = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
}
