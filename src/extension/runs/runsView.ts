import * as vscode from "vscode";
import { Disposable } from "../disposable.js";
import { isActive } from "./runRecord.js";
import { groupings } from "./groupRuns.js";
import type { Grouping } from "./groupRuns.js";
import type { RunStore } from "./runStore.js";
import type { RunsNode, RunsTree } from "./runsTree.js";

const groupingKey = "gloro.runs.grouping";
const filteredKey = "gloro.runs.isFiltered";

/** The view of runs: what its title does, and the number of running ones on its icon. */
export class RunsView extends Disposable {
  private readonly view: vscode.TreeView<RunsNode>;

  constructor(
    private readonly tree: RunsTree,
    private readonly store: RunStore,
    private readonly memory: vscode.Memento,
  ) {
    super();
    this.view = this.register(
      vscode.window.createTreeView("gloro.runs", {
        treeDataProvider: tree,
        showCollapseAll: true,
        canSelectMany: true,
      }),
    );
    this.register(
      store.onDidChange(() => {
        this.showActive();
        this.showMessage();
      }),
    );
    this.register(
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.showMessage();
      }),
    );
    const kept = memory.get(groupingKey);
    this.group(groupings.find((grouping) => grouping === kept) ?? "state");
    this.filter("");
  }

  /** Groups the runs, now and the next time. */
  group(grouping: Grouping): void {
    this.tree.grouping = grouping;
    void this.memory.update(groupingKey, grouping);
    void vscode.commands.executeCommand("setContext", groupingKey, grouping);
  }

  /** Asks for a filter; the tree follows each letter. */
  askForFilter(): void {
    const before = this.tree.filter;
    const input = vscode.window.createInputBox();
    input.title = vscode.l10n.t("Filter Runs");
    input.placeholder = vscode.l10n.t("Words of a name, an id, a config, a state or notes");
    input.value = before;
    let isAccepted = false;
    input.onDidChangeValue((text) => {
      this.filter(text);
    });
    input.onDidAccept(() => {
      isAccepted = true;
      input.hide();
    });
    input.onDidHide(() => {
      if (!isAccepted) this.filter(before);
      input.dispose();
    });
    input.show();
  }

  /** Shows only the runs that match; all for an empty text. */
  filter(text: string): void {
    const words = text.trim();
    if (words !== this.tree.filter) this.tree.filter = words;
    this.showMessage();
    void vscode.commands.executeCommand("setContext", filteredKey, words !== "");
  }

  /** What above the runs tells why some are not there, or why nothing can be done with them. */
  private showMessage(): void {
    const { t } = vscode.l10n;
    const words = this.tree.filter;
    // Without runs the view's welcome says it.
    const isForLooking = !vscode.workspace.isTrusted && this.store.known.length > 0;
    const sentences = [
      isForLooking && t("This workspace is not trusted: its runs can be looked at."),
      words !== "" && t("Only runs that match “{0}” are shown.", words),
    ];
    this.view.message = sentences.filter((sentence) => sentence !== false).join(" ");
  }

  private showActive(): void {
    const value = this.store.known.filter(isActive).length;
    this.view.badge =
      value === 0 ? undefined : { value, tooltip: vscode.l10n.t("Runs in training: {0}", value) };
  }
}
