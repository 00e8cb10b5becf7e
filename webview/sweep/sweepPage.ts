import { t } from "@vscode/l10n";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import type { ChartFiles, PageRequest } from "../../src/extension/page/messages.js";
import type { SweepAction, SweepView, ToSweep } from "../../src/extension/sweeps/messages.js";
import { onThemeChange, readPalette } from "../charts/theme.js";
import { banner } from "../page/banner.js";
import { keysHelpId } from "../page/chartCard.js";
import { element } from "../page/element.js";
import { sweepMetrics } from "./metrics.js";
import type { SweepMetric } from "./metrics.js";
import { scatterOf } from "./scatter.js";
import { ScatterCard } from "./scatterCard.js";
import { runTable } from "./runTable.js";
import { told } from "./sweepRows.js";

/** What the page remembers over a reload of the window. */
export interface SavedSweepView {
  readonly id: string;
  readonly metric: string;
}

interface Surroundings {
  readonly request: (request: PageRequest<SweepAction>) => Promise<void>;
  readonly save: (view: SavedSweepView) => void;
}

/** The page of one family of runs: a plot for each parameter, and a table. */
export class SweepPage {
  private palette = readPalette();
  private readonly title = element("h1");
  private readonly stop = element("vscode-button", { icon: "debug-stop" }, t("Stop all"));
  private readonly metricChoice = element("select", { id: "metric" });
  private readonly summary = element("p", { class: "summary", role: "status" });
  private readonly problems = element("div", { role: "alert" });
  private readonly charts = element("div", { class: "report" });
  private readonly runs = element("div", { class: "rows", tabindex: "0", role: "region" });
  private readonly cards = new Map<string, ScatterCard>();
  private metric: SweepMetric;
  private sweep: SweepView | undefined;
  private told = "";

  constructor(
    root: HTMLElement,
    saved: unknown,
    private readonly surroundings: Surroundings,
  ) {
    const metrics = sweepMetrics();
    const [first] = metrics;
    const known = metrics.find(({ key }) => key === savedMetric(saved)) ?? first;
    if (!known) throw new Error("A sweep has no metrics.");
    this.metric = known;
    for (const { key, label } of metrics) {
      this.metricChoice.append(element("option", { value: key }, label));
    }
    this.metricChoice.value = known.key;
    this.metricChoice.addEventListener("change", () => {
      this.metric = metrics.find(({ key }) => key === this.metricChoice.value) ?? known;
      this.show();
    });
    this.stop.addEventListener("click", () => {
      this.ask({ type: "act", action: { kind: "stop" } });
    });
    this.runs.setAttribute("aria-label", t("Runs"));
    const choice = element("label", { for: "metric" }, t("Metric"));
    const actions = element("div", { class: "actions" }, choice, this.metricChoice, this.stop);
    root.replaceChildren(
      element("header", { class: "model" }, this.title, actions),
      this.summary,
      this.problems,
      this.charts,
      element(
        "p",
        { id: keysHelpId, class: "keys" },
        t(
          "In a plot the left and right arrows go from run to run; Enter or a click opens its dashboard. Hollow points are of runs that have not finished.",
        ),
      ),
      element("h2", { class: "section" }, t("Runs")),
      element("section", { class: "card" }, this.runs),
    );
    onThemeChange(() => {
      this.palette = readPalette();
      for (const card of this.cards.values()) card.setPalette(this.palette);
    });
  }

  receive({ sweep, isTrusted }: ToSweep): void {
    const message = JSON.stringify([sweep, isTrusted]);
    // Heartbeats of runs in training change nothing that is shown here.
    if (message === this.told) return;
    this.told = message;
    this.sweep = sweep;
    const isOpen = sweep.runs.some(({ status }) => isStoppable[status]);
    this.stop.hidden = !isTrusted || !isOpen;
    this.show();
  }

  private show(): void {
    const { sweep, metric } = this;
    if (!sweep) return;
    this.surroundings.save({ id: sweep.id, metric: metric.key });
    this.title.textContent = sweep.name;
    this.summary.textContent =
      sweep.runs.length > 0 ? told(sweep, metric) : t("There are no runs of this sweep any more.");
    const paths = sweep.parameters.map(({ path }) => path);
    if (paths.join("\n") !== [...this.cards.keys()].join("\n")) this.makeCards(sweep);
    for (const parameter of sweep.parameters) {
      this.cards.get(parameter.path)?.show(scatterOf(sweep, parameter, metric), sweep.runs);
    }
    runTable(this.runs, sweep, metric, (folder) => {
      this.open(folder);
    });
  }

  private makeCards(sweep: SweepView): void {
    this.cards.clear();
    for (const parameter of sweep.parameters) {
      const card = new ScatterCard({
        parameter,
        palette: this.palette,
        save: (files: ChartFiles) => {
          const name = `${sweep.name}-${this.metric.key}-${files.name}`;
          this.ask({ type: "save", files: { ...files, name } });
        },
        open: (folder) => {
          this.open(folder);
        },
      });
      this.cards.set(parameter.path, card);
    }
    this.charts.replaceChildren(...[...this.cards.values()].map(({ root }) => root));
  }

  private open(folder: string): void {
    this.ask({ type: "act", action: { kind: "open", folder } });
  }

  private ask(request: PageRequest<SweepAction>): void {
    this.surroundings.request(request).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      this.problems.append(banner(t("That did not work."), message));
    });
  }
}

const isStoppable: { readonly [S in SweepView["runs"][number]["status"]]: boolean } = {
  queued: true,
  starting: true,
  running: true,
  stopping: false,
  finished: false,
  stopped: false,
  failed: false,
  interrupted: false,
};

function savedMetric(saved: unknown): unknown {
  return typeof saved === "object" && saved !== null && "metric" in saved
    ? saved.metric
    : undefined;
}
