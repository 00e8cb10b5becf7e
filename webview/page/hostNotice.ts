import { t } from "@vscode/l10n";
import { banner } from "./banner.js";
import { element } from "./element.js";

/** Says that nobody is behind the page. A link of this kind is VS Code's own to follow. */
export function hostNotice(): HTMLElement {
  return banner(
    t("GloRo does not answer."),
    t("What you see here is as it last was. Runs in training are not affected."),
    element("a", { href: "command:workbench.action.reloadWindow" }, t("Reload the window")),
  );
}
