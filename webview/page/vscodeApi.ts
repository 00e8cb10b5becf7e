/** What VS Code gives a page to talk with its extension and to remember by. */
export interface VscodeApi<Message> {
  postMessage(message: Message): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VscodeApi<unknown>;

/** May be called once a page. */
export function vscodeApi<Message>(): VscodeApi<Message> {
  return acquireVsCodeApi();
}
