import { t } from "@vscode/l10n";
import type { SweepView } from "../../src/extension/sweeps/messages.js";
import { element } from "../page/element.js";
import type { SweepMetric } from "./metrics.js";
import { ranked, rowHeadings, rowTexts, runText, valueText } from "./sweepRows.js";

/** More rows than anybody reads take long to lay out. */
const mostRows = 200;

/** Fills an element with the runs of a family, the best first; each row opens its run. */
export function runTable(
  host: HTMLElement,
  sweep: SweepView,
  metric: SweepMetric,
  open: (folder: string) => void,
): void {
  const paths = sweep.parameters.map(({ path }) => path);
  const headings = [t("rank"), ...paths, ...rowHeadings()];
  const shown = ranked(sweep, metric).slice(0, mostRows);
  const rows = shown.map((run, index) => {
    const button = element(
      "button",
      {
        class: "link",
        "data-run": run.folder,
        "aria-label": t("{0}: open {1}", index + 1, runText(run)),
      },
      String(index + 1),
    );
    button.addEventListener("click", () => {
      open(run.folder);
    });
    const texts = [...paths.map((path) => valueText(run.values[path])), ...rowTexts(run)];
    return element(
      "tr",
      {},
      element("td", {}, button),
      ...texts.map((text) => element("td", {}, text)),
    );
  });
  const caption =
    shown.length < sweep.runs.length
      ? t("The best {0} of {1} runs by {2}", shown.length, sweep.runs.length, metric.label)
      : t("Runs by {0}", metric.label);
  const focused = document.activeElement?.getAttribute("data-run");
  const top = host.scrollTop;
  host.replaceChildren(
    element(
      "table",
      {},
      element("caption", {}, caption),
      element(
        "thead",
        {},
        element("tr", {}, ...headings.map((name) => element("th", { scope: "col" }, name))),
      ),
      element("tbody", {}, ...rows),
    ),
  );
  host.scrollTop = top;
  // The row that was looked at may have another rank now.
  if (focused != null) {
    const buttons = [...host.querySelectorAll("button")];
    buttons.find((button) => button.dataset["run"] === focused)?.focus({ preventScroll: true });
  }
}
