import * as vscode from "vscode";
import { Disposable } from "../disposable.js";
import type { RunQueue } from "../training/runQueue.js";
import { filterRuns } from "./filterRuns.js";
import { groupRuns } from "./groupRuns.js";
import type { Grouping, RunGroup } from "./groupRuns.js";
import { phaseLooks, phaseName, runDescription, runTooltip } from "./runLabel.js";
import { phaseOf, phaseTokens } from "./runPhase.js";
import { isActive } from "./runRecord.js";
import type { RunRecord } from "./runRecord.js";
import type { RunStore } from "./runStore.js";

/** A run in the tree; commands take it for its folder. */
interface RunNode {
  readonly kind: "run";
  readonly folder: string;
}

interface GroupNode {
  readonly kind: "group";
  readonly group: RunGroup;
}

/** The runs could not be listed. */
interface ErrorNode {
  readonly kind: "error";
  readonly message: string;
}

export type RunsNode = RunNode | GroupNode | ErrorNode;

/** The tree of runs, in groups. */
export class RunsTree extends Disposable implements vscode.TreeDataProvider<RunsNode> {
  private readonly changed = this.register(new vscode.EventEmitter<RunsNode | undefined>());
  private readonly nodes = new Map<string, RunNode>();
  private shownGrouping: Grouping = "state";
  private shownFilter = "";

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly store: RunStore,
    private readonly queue: RunQueue,
    onDidChangeQueue: vscode.Event<undefined>,
  ) {
    super();
    this.register(
      onDidChangeQueue(() => {
        this.changed.fire(undefined);
      }),
    );
    this.register(
      store.onDidChange((change) => {
        this.changed.fire(change && this.nodes.get(change.folder));
      }),
    );
  }

  set grouping(grouping: Grouping) {
    this.shownGrouping = grouping;
    this.changed.fire(undefined);
  }

  get filter(): string {
    return this.shownFilter;
  }

  set filter(text: string) {
    this.shownFilter = text;
    this.changed.fire(undefined);
  }

  async getChildren(node?: RunsNode): Promise<RunsNode[]> {
    if (node?.kind === "group") return node.group.runs.map(({ folder }) => this.nodeOf(folder));
    if (node) return [];
    const runs = filterRuns(await this.store.list(), this.shownFilter);
    const { error } = this.store;
    if (error !== undefined) return [{ kind: "error", message: error }];
    const groups = groupRuns(runs, this.shownGrouping, (folder) => this.queue.has(folder));
    return groups.map((group) => ({ kind: "group", group }));
  }

  getTreeItem(node: RunsNode): vscode.TreeItem {
    switch (node.kind) {
      case "group":
        return this.groupItem(node.group);
      case "error":
        return errorItem(node.message);
      case "run":
        return this.runItem(node.folder);
      default:
        return node satisfies never;
    }
  }

  /** What is told of a run when it is pointed at. */
  resolveTreeItem(item: vscode.TreeItem, node: RunsNode): vscode.TreeItem {
    const record = node.kind === "run" ? this.store.get(node.folder) : undefined;
    if (!record) return item;
    const phase = phaseOf(record, this.queue.has(record.folder));
    // A text, not Markdown: names and messages stay what they are.
    item.tooltip = runTooltip(record, phase, vscode.l10n.t);
    return item;
  }

  private nodeOf(folder: string): RunNode {
    const known = this.nodes.get(folder);
    if (known) return known;
    const node: RunNode = { kind: "run", folder };
    this.nodes.set(folder, node);
    return node;
  }

  private groupItem({ key, title, runs }: RunGroup): vscode.TreeItem {
    const { t } = vscode.l10n;
    const item = new vscode.TreeItem(groupName(title), vscode.TreeItemCollapsibleState.Expanded);
    item.id = key;
    item.description = String(runs.length);
    if (!("sweep" in title)) return item;
    const rest = runs.filter((run) => isActive(run) || this.queue.has(run.folder)).length;
    item.description =
      rest > 0
        ? t("{0} of {1} runs ended", runs.length - rest, runs.length)
        : t("{0} runs", runs.length);
    item.iconPath = new vscode.ThemeIcon("graph-scatter");
    item.tooltip = title.sweep;
    item.accessibilityInformation = { label: `${title.name}, ${item.description}` };
    item.contextValue = rest > 0 ? "sweep stoppable" : "sweep removable";
    item.command = { command: "gloro.openSweep", title: t("Open Sweep"), arguments: [title.sweep] };
    return item;
  }

  private runItem(folder: string): vscode.TreeItem {
    const record = this.store.get(folder);
    // Deleted since its group was read: the tree is about to be.
    if (!record) return new vscode.TreeItem(folder);
    const { t } = vscode.l10n;
    const place = this.queue.place(folder);
    const phase = phaseOf(record, place > 0);
    const { icon, color } = phaseLooks[phase];
    const name = nameOf(record);
    const item = new vscode.TreeItem(name);
    item.id = folder;
    item.description = runDescription(record, phase, place, t);
    item.iconPath = new vscode.ThemeIcon(icon, color ? new vscode.ThemeColor(color) : undefined);
    item.contextValue = phaseTokens(phase);
    item.command =
      record.kind === "broken"
        ? { command: "gloro.openRunLog", title: t("Open Log"), arguments: [folder] }
        : { command: "gloro.openDashboard", title: t("Open Dashboard"), arguments: [folder] };
    item.accessibilityInformation = {
      label: [name, phaseName(phase, t), item.description].filter(Boolean).join(", "),
    };
    return item;
  }
}

/** What a run is called; of one that cannot be read, its id. */
function nameOf(record: RunRecord): string {
  return record.kind === "run" ? record.name : record.id;
}

function groupName(title: RunGroup["title"]): string {
  const { t } = vscode.l10n;
  if ("phase" in title) return phaseName(title.phase, t);
  if ("config" in title) return title.config;
  return "alone" in title ? t("No Sweep") : title.name;
}

function errorItem(message: string): vscode.TreeItem {
  const item = new vscode.TreeItem(message);
  item.iconPath = new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
  item.tooltip = message;
  item.contextValue = "error";
  item.command = { command: "gloro.showLog", title: vscode.l10n.t("Show Log") };
  return item;
}
