import "@vscode-elements/elements/dist/vscode-button/index.js";
import { t } from "@vscode/l10n";
import { element } from "../page/element.js";

/** What the buttons above the table do to the runs that are selected, or to the table. */
export interface TableActions {
  readonly compare: () => void;
  readonly pin: () => void;
  readonly remove: () => void;
  readonly saveCsv: () => void;
}

export interface TableButtons {
  readonly root: HTMLElement;
  readonly setTrusted: (isTrusted: boolean) => void;
  /** @param chosen how many runs are selected */
  readonly show: (chosen: number, areAllPinned: boolean) => void;
}

const leastCompared = 2;

/** The buttons above the table; those for which nothing is selected cannot be pressed. */
export function tableButtons(actions: TableActions): TableButtons {
  const button = (icon: string, text: string, act: () => void) => {
    const made = element("vscode-button", { icon, secondary: "" }, text);
    made.addEventListener("click", act);
    return made;
  };
  const compare = button("graph-line", t("Compare"), actions.compare);
  const pin = button("pin", "", actions.pin);
  const remove = button("trash", t("Remove"), actions.remove);
  const saveCsv = button("desktop-download", t("CSV"), actions.saveCsv);
  let isTrusted = false;
  return {
    root: element("div", { class: "actions" }, compare, pin, remove, saveCsv),
    setTrusted: (trusted) => {
      isTrusted = trusted;
    },
    show: (chosen, areAllPinned) => {
      compare.disabled = chosen < leastCompared;
      pin.disabled = chosen === 0;
      pin.textContent = areAllPinned ? t("Unpin") : t("Pin");
      remove.disabled = chosen === 0 || !isTrusted;
    },
  };
}
