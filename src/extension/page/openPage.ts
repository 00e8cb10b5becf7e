import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { pageHtml } from "./pageHtml.js";

/** The pages of the extension, which esbuild.mjs builds. */
export type PageName =
  | "dashboard"
  | "modelReport"
  | "certificateReport"
  | "samples"
  | "runsTable"
  | "comparison"
  | "sweep";

/** What every page needs of the extension. */
export interface PageHome {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  /** Is told of each panel that gets a page, before it has it. */
  readonly onPanel: (panel: vscode.WebviewPanel) => void;
}

const nonceBytes = 16;

/** Loads a page into a webview; `waiting` is said until the first message comes. */
export function openPage(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  name: PageName,
  waiting: string,
): void {
  const folder = vscode.Uri.joinPath(extensionUri, "dist", "webview");
  const uri = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString();
  webview.options = {
    enableScripts: true,
    // Of a page whose extension host has gone, VS Code still follows this link.
    enableCommandUris: ["workbench.action.reloadWindow"],
    localResourceRoots: [folder],
  };
  webview.html = pageHtml({
    root: name,
    script: uri(`${name}.js`),
    styles: uri(`${name}.css`),
    icons: uri("codicon.css"),
    cspSource: webview.cspSource,
    nonce: randomBytes(nonceBytes).toString("hex"),
    waiting,
    // Without a translation the texts are English, whatever language VS Code shows.
    language: vscode.l10n.bundle ? vscode.env.language : "en",
    texts: vscode.l10n.bundle,
  });
}
