import * as vscode from "vscode";
import { configSuffix } from "../../runs/configSuffix.js";
import type { ConfigFindings } from "./configFindings.js";
import { fixesAt } from "./findingUse.js";

/** Which documents are configs, saved or not. */
export const configSelector: vscode.DocumentSelector = { pattern: `**/*${configSuffix}` };

/** Quick fixes in configs: the word that was probably meant. */
export class ConfigFixes implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  };

  constructor(private readonly findings: ConfigFindings) {}

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const offset = document.offsetAt(range.start);
    const at = { offset, length: document.offsetAt(range.end) - offset };
    return fixesAt(this.findings.of(document), at).map(({ fix }) => {
      const title = vscode.l10n.t("Change to “{0}”", fix.text);
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      const start = document.positionAt(fix.offset);
      const end = document.positionAt(fix.offset + fix.length);
      action.edit = new vscode.WorkspaceEdit();
      action.edit.replace(document.uri, new vscode.Range(start, end), fix.text);
      action.isPreferred = true;
      return action;
    });
  }
}
