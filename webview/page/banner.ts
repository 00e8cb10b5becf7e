import "@vscode-elements/elements/dist/vscode-icon/index.js";
import { element } from "./element.js";

/** What went wrong, with what can be done about it. */
export function banner(title: string, message: string, ...actions: HTMLElement[]): HTMLElement {
  return element(
    "div",
    { class: "banner" },
    element("vscode-icon", { name: "error" }),
    element("p", {}, element("strong", {}, title), ` ${message}`),
    ...actions,
  );
}
