import { t } from "@vscode/l10n";
import { element } from "../page/element.js";
import type { MeasuredOn } from "./comparisonCharts.js";

/** Chooses on which examples the curves are measured. */
export function measuredOnChoice(
  chosen: MeasuredOn,
  onChange: (measuredOn: MeasuredOn) => void,
): HTMLElement {
  const texts: { readonly [M in MeasuredOn]: string } = {
    test: t("On the test split"),
    training: t("While training"),
  };
  const option = (value: MeasuredOn) => {
    const radio = element("input", { type: "radio", name: "measured-on", id: `on-${value}` });
    radio.checked = value === chosen;
    radio.addEventListener("change", () => {
      onChange(value);
    });
    return [radio, element("label", { for: `on-${value}` }, texts[value])];
  };
  return element(
    "div",
    { class: "measured-on", role: "radiogroup", "aria-label": t("Curves") },
    ...option("test"),
    ...option("training"),
  );
}
