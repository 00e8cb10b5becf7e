import assert from "node:assert/strict";
import * as vscode from "vscode";
import { activated, manifest } from "./extension.js";

/** VS Code makes these for each view; no code of ours registers them. */
const ofViews = /^gloro\.(runs|models|engines)\.|^gloro\.(runs|models|engines)$/;

describe("the commands", () => {
  it("of package.json are those that are registered", async () => {
    const extension = await activated();
    const registered = await vscode.commands.getCommands(true);
    const ours = registered.filter((name) => name.startsWith("gloro.") && !ofViews.test(name));
    const contributed = manifest(extension).contributes.commands.map(({ command }) => command);
    assert.deepEqual(ours.sort(), contributed.sort());
  });

  it("focus each view", async () => {
    const extension = await activated();
    for (const { id } of Object.values(manifest(extension).contributes.views).flat()) {
      await vscode.commands.executeCommand(`${id}.focus`);
    }
  });
});
