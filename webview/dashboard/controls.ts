import { t } from "@vscode/l10n";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import { significant } from "../charts/numbers.js";
import type { SharedAxis } from "../charts/sharedAxis.js";
import { keysHelpId } from "../page/chartCard.js";
import { element } from "../page/element.js";

const strongestSmoothing = 0.98;

/** What is set for all charts of lines: how smooth they are, and what part of them is shown. */
export function controls(
  axis: SharedAxis,
  smoothing: number,
  onSmoothing: (smoothing: number) => void,
  onReset: () => void,
): HTMLElement {
  const slider = element("input", {
    type: "range",
    id: "smoothing",
    min: "0",
    max: String(strongestSmoothing),
    step: "0.01",
    value: String(smoothing),
  });
  const value = element("output", { for: "smoothing" }, significant(smoothing, 2));
  slider.addEventListener("input", () => {
    value.textContent = significant(slider.valueAsNumber, 2);
    onSmoothing(slider.valueAsNumber);
  });
  const reset = element("vscode-button", { secondary: "", icon: "screen-normal" }, t("Show all"));
  reset.addEventListener("click", onReset);
  const showZoom = () => {
    reset.toggleAttribute("hidden", axis.range === undefined);
  };
  axis.onChange(showZoom);
  showZoom();
  return element(
    "div",
    { class: "controls" },
    element("label", { for: "smoothing" }, t("Smoothing")),
    slider,
    value,
    reset,
    element(
      "details",
      {},
      element("summary", {}, t("Keys")),
      element(
        "p",
        { id: keysHelpId },
        // What axisKey and LineChart do.
        t(
          "On a chart: Left and right arrow move the cursor, with Shift ten points at a time; Home and End go to the ends; + and − zoom, Page Up and Page Down move along, 0 shows everything. With the mouse: drag a box to zoom, double-click to show everything.",
        ),
      ),
    ),
  );
}
