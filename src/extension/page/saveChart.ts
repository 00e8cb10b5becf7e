import { dirname, posix } from "node:path";
import * as vscode from "vscode";
import type { ChartFiles, ChartFormat } from "./messages.js";

/**
 * Asks how and where to save a chart, and writes it there; offers the workspace's folder, or without one
 * the folder that the shown file or run lies in.
 */
export async function saveChart(shown: string, { name, contents }: ChartFiles): Promise<void> {
  const format = await askFormat();
  if (!format) return;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(dirname(shown));
  const target = await vscode.window.showSaveDialog({
    defaultUri: folder.with({ path: posix.join(folder.path, `${name}.${format}`) }),
    filters: { [format.toUpperCase()]: [format] },
    title: vscode.l10n.t("Save the chart"),
  });
  if (!target) return;
  const encoding = format === "png" ? "base64" : "utf8";
  await vscode.workspace.fs.writeFile(target, Buffer.from(contents[format], encoding));
}

async function askFormat(): Promise<ChartFormat | undefined> {
  const descriptions: { [F in ChartFormat]: string } = {
    svg: vscode.l10n.t("Drawing, for papers and slides"),
    png: vscode.l10n.t("Picture"),
    csv: vscode.l10n.t("The values, as a table"),
  };
  const items = Object.entries(descriptions).map(([format, description]) => ({
    label: format.toUpperCase(),
    description,
    format: format as ChartFormat,
  }));
  const title = vscode.l10n.t("Save the chart as");
  return (await vscode.window.showQuickPick(items, { title }))?.format;
}
