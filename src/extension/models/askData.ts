import { homedir } from "node:os";
import { basename } from "node:path";
import * as vscode from "vscode";

const dataKey = "gloro.certify.data";

/**
 * Asks for data, of which a test split is taken; offers those that were named last, and remembers.
 *
 * @param known data to offer first
 * @returns `mnist` or an absolute path; nothing where the user picks none
 */
export async function askData(
  title: string,
  memory: vscode.Memento,
  known?: string,
): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const last = memory.get(dataKey);
  const remembered = known ?? (typeof last === "string" ? last : undefined);
  const mnist = { label: "MNIST", description: t("comes with GloRo"), pick: "mnist" };
  const items: (vscode.QuickPickItem & { readonly pick: string })[] = [
    ...(remembered === undefined || remembered === mnist.pick
      ? []
      : [{ label: basename(remembered), description: remembered, pick: remembered }]),
    mnist,
    {
      label: t("Folder…"),
      description: t("images, IDX files or CIFAR-10 batches"),
      pick: "folder",
    },
    { label: t("File…"), description: t("a .npz file"), pick: "file" },
  ];
  const picked = (await vscode.window.showQuickPick(items, { title }))?.pick;
  const data =
    picked === "folder" || picked === "file" ? await askPath(picked === "folder") : picked;
  if (data !== undefined) await memory.update(dataKey, data);
  return data;
}

async function askPath(isFolder: boolean): Promise<string | undefined> {
  const [chosen] =
    (await vscode.window.showOpenDialog({
      canSelectFolders: isFolder,
      canSelectFiles: !isFolder,
      defaultUri: vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir()),
    })) ?? [];
  return chosen?.fsPath;
}
