import * as vscode from "vscode";
import { Disposable } from "../disposable.js";

/** VS Code hands over the pages of tabs that come to the front, at its start and later: so long it may take. */
const handOverMs = 3000;

/** Opens anew what a tab showed, and closes the tab. */
export type Reopen = (tab: vscode.Tab) => Promise<void>;

/**
 * The tabs of an extension host that died. VS Code starts another, but leaves it the tabs without their
 * pages, which nobody would answer: a tab in front whose page nobody has is opened anew.
 */
export class OrphanedTabs extends Disposable {
  private readonly panels = new Set<vscode.WebviewPanel>();
  private readonly tried = new WeakSet<vscode.Tab>();
  private pending: NodeJS.Timeout | undefined;

  /** @param kinds by the view types that package.json or the code gives the tabs */
  constructor(
    private readonly kinds: Readonly<Partial<Record<string, Reopen>>>,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
    const { tabGroups } = vscode.window;
    for (const event of [tabGroups.onDidChangeTabs, tabGroups.onDidChangeTabGroups]) {
      this.register(
        event(() => {
          this.lookSoon();
        }),
      );
    }
    this.lookSoon();
  }

  override dispose(): void {
    clearTimeout(this.pending);
    super.dispose();
  }

  /** Somebody has the page of this panel. */
  hold(panel: vscode.WebviewPanel): void {
    this.panels.add(panel);
    panel.onDidDispose(() => this.panels.delete(panel));
  }

  private lookSoon(): void {
    clearTimeout(this.pending);
    this.pending = setTimeout(() => void this.look(), handOverMs);
  }

  private async look(): Promise<void> {
    for (const { activeTab, viewColumn } of vscode.window.tabGroups.all) {
      if (!activeTab || this.tried.has(activeTab) || this.hasPanelIn(viewColumn)) continue;
      const reopen = this.kinds[viewTypeOf(activeTab) ?? ""];
      if (!reopen) continue;
      this.tried.add(activeTab);
      this.log.info(`Opening "${activeTab.label}" anew: the extension host that had it is gone.`);
      try {
        await reopen(activeTab);
      } catch (error) {
        this.log.error(`"${activeTab.label}" could not be opened anew: ${String(error)}`);
      }
    }
  }

  /** Of a group only one tab is in front. */
  private hasPanelIn(column: vscode.ViewColumn): boolean {
    return [...this.panels].some((panel) => panel.visible && panel.viewColumn === column);
  }
}

function viewTypeOf({ input }: vscode.Tab): string | undefined {
  if (input instanceof vscode.TabInputCustom) return input.viewType;
  // VS Code puts a word of its own before what an extension calls it.
  if (input instanceof vscode.TabInputWebview)
    return input.viewType.replace(/^mainThreadWebview-/, "");
  return undefined;
}

/** Opens the file of a custom editor's tab anew. */
export async function reopenFile(tab: vscode.Tab): Promise<void> {
  const { input, group, isPreview: preview } = tab;
  if (!(input instanceof vscode.TabInputCustom)) return;
  const { viewColumn, isActive } = group;
  // As long as it is open, VS Code would only bring the old one to the front.
  await vscode.window.tabGroups.close(tab, true);
  const options = { viewColumn, preview, preserveFocus: !isActive };
  await vscode.commands.executeCommand("vscode.openWith", input.uri, input.viewType, options);
}
