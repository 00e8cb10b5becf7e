import assert from "node:assert/strict";
import * as vscode from "vscode";

/** The parts of package.json that tests read. */
export interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
  };
}

/** The extension, activated. */
export async function activated(): Promise<vscode.Extension<unknown>> {
  const extension = vscode.extensions.getExtension("gloro.gloro-vscode");
  assert.ok(extension, "VS Code does not list the extension");
  await extension.activate();
  return extension;
}

/** What its package.json says. */
export function manifest(extension: vscode.Extension<unknown>): Manifest {
  return extension.packageJSON as Manifest;
}
