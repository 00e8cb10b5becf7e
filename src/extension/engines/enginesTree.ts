import * as vscode from "vscode";
import type { EngineReport } from "../../engine/engine.js";
import { Disposable } from "../disposable.js";
import type { EngineChoice } from "../../runs/engineChoice.js";
import type { Inquirer } from "../inquiries/inquirer.js";
import type { Inquiries } from "../inquiries/inquiries.js";
import { engineDescription, engineTooltip } from "./engineLabel.js";

type Engines = Inquiries["engines"]["answer"];

interface EngineNode {
  readonly kind: "engine";
  readonly report: EngineReport;
  readonly isUsed: boolean;
  /** How "auto" chose an engine the last time. */
  readonly choice: EngineChoice | undefined;
}

/** The engines could not be asked for. */
interface ErrorNode {
  readonly kind: "error";
  readonly message: string;
}

/** The engines: what runs here, which one is used, why others are not. */
export class EnginesTree
  extends Disposable
  implements vscode.TreeDataProvider<EngineNode | ErrorNode>
{
  private readonly changed = this.register(new vscode.EventEmitter<undefined>());
  private engines: Promise<Engines> | undefined;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly inquirer: Inquirer,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
  }

  /** Looks again which engines run. */
  refresh(): void {
    this.engines = undefined;
    this.changed.fire(undefined);
  }

  async getChildren(node?: EngineNode | ErrorNode): Promise<(EngineNode | ErrorNode)[]> {
    if (node) return [];
    try {
      this.engines ??= this.inquirer.ask("engines", {});
      const { reports, used, choice } = await this.engines;
      return reports.map((report) => ({
        kind: "engine",
        report,
        isUsed: report.name === used,
        choice,
      }));
    } catch (error) {
      this.engines = undefined;
      const message = error instanceof Error ? error.message : String(error);
      this.log.error(`The engines could not be listed: ${message}`);
      return [{ kind: "error", message }];
    }
  }

  getTreeItem(node: EngineNode | ErrorNode): vscode.TreeItem {
    return node.kind === "engine" ? engineItem(node) : errorItem(node);
  }
}

function engineItem({ report, isUsed, choice }: EngineNode): vscode.TreeItem {
  const { t } = vscode.l10n;
  const item = new vscode.TreeItem(report.name);
  item.id = report.name;
  item.description = engineDescription(report, isUsed, t);
  item.tooltip = engineTooltip(report, isUsed, choice, t);
  item.iconPath = report.available
    ? new vscode.ThemeIcon(
        isUsed ? "pass-filled" : "pass",
        new vscode.ThemeColor("testing.iconPassed"),
      )
    : new vscode.ThemeIcon("circle-slash", new vscode.ThemeColor("disabledForeground"));
  item.accessibilityInformation = { label: `${report.name}, ${item.description}` };
  return item;
}

function errorItem({ message }: ErrorNode): vscode.TreeItem {
  const item = new vscode.TreeItem(message);
  item.tooltip = message;
  item.iconPath = new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
  item.command = { command: "gloro.showLog", title: vscode.l10n.t("Show Log") };
  return item;
}
