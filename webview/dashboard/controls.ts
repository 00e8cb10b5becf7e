import "@vscode-elements/elements/dist/vscode-button/index.js";
import { significant } from "../charts/numbers.js";
import type { SharedAxis } from "../charts/sharedAxis.js";
import { keysHelpId } from "../page/chartCard.js";
import { keysHelp } from "./chartKeys.js";
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
  const reset = element("vscode-button", { secondary: "", icon: "screen-normal" }, "Show all");
  reset.addEventListener("click", onReset);
  const showZoom = () => {
    reset.toggleAttribute("hidden", axis.range === undefined);
  };
  axis.onChange(showZoom);
  showZoom();
  return element(
    "div",
    { class: "controls" },
    element("label", { for: "smoothing" }, "Smoothing"),
    slider,
    value,
    reset,
    element(
      "details",
      {},
      element("summary", {}, "Keys"),
      element(
        "p",
        { id: keysHelpId },
        `On a chart: ${keysHelp} With the mouse: drag a box to zoom, double-click to show everything.`,
      ),
    ),
  );
}
