import { basename, dirname } from "node:path";
import * as vscode from "vscode";
import { Disposable } from "../disposable.js";
import { fileStamp } from "../fileStamp.js";
import type { Inquirer } from "../inquiries/inquirer.js";
import type { RunStore } from "../runs/runStore.js";
import type { ModelFile } from "./modelFile.js";
import { modelDescription, modelTooltip } from "./modelLabel.js";

const pattern = "**/*.gloronet";
const excluded = "{**/node_modules/**,**/.gloro/trash/**}";
const mostFiles = 500;
const burstMs = 500;

/** The models of the workspace. Each is read when it is shown, and again when it changed. */
export class ModelsTree extends Disposable implements vscode.TreeDataProvider<ModelFile> {
  private readonly changed = this.register(new vscode.EventEmitter<undefined>());
  private readonly read = new Map<string, { stamp: string; content: ModelFile["content"] }>();
  private burst: NodeJS.Timeout | undefined;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly store: RunStore,
    private readonly inquirer: Inquirer,
  ) {
    super();
    const watcher = this.register(vscode.workspace.createFileSystemWatcher(pattern));
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) {
      this.register(
        event(() => {
          this.updateSoon();
        }),
      );
    }
    this.register(
      store.onDidEnd(() => {
        this.updateSoon();
      }),
    );
  }

  /** Looks for models again. */
  update(): void {
    this.changed.fire(undefined);
  }

  override dispose(): void {
    super.dispose();
    clearTimeout(this.burst);
  }

  async getChildren(model?: ModelFile): Promise<ModelFile[]> {
    if (model) return [];
    const found = await vscode.workspace.findFiles(pattern, excluded, mostFiles);
    await this.store.list();
    const models: ModelFile[] = [];
    // One after the other: a model may be large, and there is one process that reads them.
    for (const file of found.map(({ fsPath }) => fsPath).sort())
      models.push(await this.model(file));
    return models;
  }

  getTreeItem(model: ModelFile): vscode.TreeItem {
    const { file, content, run } = model;
    const { t } = vscode.l10n;
    const isBroken = content.kind === "broken";
    const name = run?.name ?? basename(file);
    const item = new vscode.TreeItem(name);
    item.id = file;
    item.resourceUri = vscode.Uri.file(file);
    item.description = modelDescription(model, t);
    item.tooltip = modelTooltip(model, t);
    item.iconPath = isBroken
      ? new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"))
      : new vscode.ThemeIcon(content.config.frozen ? "lock" : "package");
    item.contextValue = run ? "model ofRun" : "model";
    item.accessibilityInformation = { label: `${name}, ${item.description}` };
    item.command = { command: "gloro.openModel", title: t("Open Report"), arguments: [model] };
    return item;
  }

  private async model(file: string): Promise<ModelFile> {
    const record = this.store.get(dirname(file));
    const vra = record?.kind === "run" ? record.state.best?.vra : undefined;
    return {
      file,
      content: await this.content(file),
      ...(record?.kind === "run" && {
        run: {
          folder: record.folder,
          name: record.name,
          ...(typeof vra === "number" && { vra }),
        },
      }),
    };
  }

  private async content(file: string): Promise<ModelFile["content"]> {
    const stamp = await fileStamp(file);
    const known = this.read.get(file);
    if (known?.stamp === stamp) return known.content;
    const content = await this.ask(file);
    this.read.set(file, { stamp, content });
    return content;
  }

  private async ask(file: string): Promise<ModelFile["content"]> {
    try {
      return { kind: "model", config: await this.inquirer.ask("modelConfig", { file }) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      // The sentence begins with the path, which the item has already.
      return { kind: "broken", message: message.replace(`${file}: `, "") };
    }
  }

  private updateSoon(): void {
    this.burst ??= setTimeout(() => {
      this.burst = undefined;
      this.update();
    }, burstMs);
  }
}
