import type { FromDashboard } from "../../src/extension/messages.js";

/** What VS Code gives a page to talk with its extension and to remember by. */
export interface VscodeApi {
  postMessage(message: FromDashboard): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VscodeApi;

/** May be called once a page. */
export function vscodeApi(): VscodeApi {
  return acquireVsCodeApi();
}
