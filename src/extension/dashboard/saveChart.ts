import { dirname, join } from "node:path";
import * as vscode from "vscode";
import type { ChartFile } from "../messages.js";

const kinds: { [F in ChartFile["format"]]: { title: string; encoding: BufferEncoding } } = {
  svg: { title: "SVG", encoding: "utf8" },
  png: { title: "PNG", encoding: "base64" },
  csv: { title: "CSV", encoding: "utf8" },
};

/** Asks where to save a chart, and writes it there. */
export async function saveChart(runFolder: string, file: ChartFile): Promise<void> {
  const { title, encoding } = kinds[file.format];
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
  const beside = workspace ?? vscode.Uri.file(dirname(runFolder));
  const target = await vscode.window.showSaveDialog({
    defaultUri: beside.with({ path: join(beside.path, `${file.name}.${file.format}`) }),
    filters: { [title]: [file.format] },
    title: vscode.l10n.t("Save the chart"),
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, Buffer.from(file.content, encoding));
}
