import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { pageHtml } from "./pageHtml.js";

/** The pages of the extension, which esbuild.mjs builds. */
export type PageName =
  "dashboard" | "modelReport" | "certificateReport" | "runsTable" | "comparison";

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
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = pageHtml({
    root: name,
    script: uri(`${name}.js`),
    styles: uri(`${name}.css`),
    icons: uri("codicon.css"),
    cspSource: webview.cspSource,
    nonce: randomBytes(nonceBytes).toString("hex"),
    waiting,
    language: vscode.env.language,
  });
}
