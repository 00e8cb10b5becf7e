import { t } from "@vscode/l10n";
import { readPalette, onThemeChange } from "../charts/theme.js";
import { SharedAxis } from "../charts/sharedAxis.js";
import type {
  RunAction,
  RunProblem,
  RunUpdate,
  RunView,
  ToDashboard,
} from "../../src/extension/dashboard/messages.js";
import type { ChartFiles, PageRequest } from "../../src/extension/page/messages.js";
import { percent } from "../charts/numbers.js";
import { controls } from "./controls.js";
import { element } from "../page/element.js";
import { Hints } from "./hints.js";
import { LineCard } from "./lineCard.js";
import { lineCharts } from "./lineCharts.js";
import type { LineChartKind } from "./lineCharts.js";
import { NetworkSection } from "./networkSection.js";
import { Notices } from "./notices.js";
import { RunHeader, statusText } from "./runHeader.js";
import { RunMetrics } from "./runMetrics.js";
import type { Surroundings } from "../page/startPage.js";
import { readView } from "./savedView.js";
import type { SavedView } from "./savedView.js";

/** The page of one run. */
export class Dashboard {
  private readonly axis = new SharedAxis();
  private readonly metrics = new RunMetrics();
  private readonly header: RunHeader;
  private readonly notices: Notices;
  private readonly hints: Hints;
  private readonly network: NetworkSection;
  private readonly cards: ReadonlyMap<LineChartKind, LineCard>;
  private problems: RunProblem[] = [];
  private run: RunView | undefined;
  private view: SavedView;

  constructor(
    private readonly root: HTMLElement,
    private readonly surroundings: Surroundings<RunAction>,
  ) {
    const saved = readView(surroundings.saved);
    this.view = saved;
    const palette = readPalette();
    const act = (action: RunAction) => {
      this.request({ type: "act", action });
    };
    this.header = new RunHeader(act);
    this.notices = new Notices(() => {
      act("openLog");
    });
    const shared = {
      palette,
      save: (files: ChartFiles) => {
        const name = `${this.run?.id ?? "run"}-${files.name}`;
        this.request({ type: "save", files: { ...files, name } });
      },
      say: (text: string) => {
        this.notices.say(text);
      },
    };
    this.cards = new Map(
      lineCharts().map((kind) => [
        kind,
        new LineCard(kind, {
          ...shared,
          axis: this.axis,
          smoothing: saved.smoothing,
          isLog: saved.logCharts.includes(kind.id),
          onLog: (isLog) => {
            const others = this.view.logCharts.filter((id) => id !== kind.id);
            this.remember({ logCharts: isLog ? [...others, kind.id] : others });
          },
        }),
      ]),
    );
    this.network = new NetworkSection({
      ...shared,
      epoch: saved.epoch,
      onEpoch: (epoch) => {
        this.remember({ epoch });
      },
    });
    this.hints = new Hints(saved.showsHints, (showsHints) => {
      this.remember({ showsHints });
    });
    if (saved.zoom) this.axis.zoom(saved.zoom);
    this.axis.onChange((change) => {
      if (change === "range") this.remember({ zoom: this.axis.range ?? null });
    });
    this.build();
    onThemeChange(() => {
      const changed = readPalette();
      for (const card of this.cards.values()) card.setPalette(changed);
      this.network.setPalette(changed);
    });
  }

  receive(message: ToDashboard): void {
    switch (message.type) {
      case "opened":
        this.remember({ folder: message.folder });
        break;
      case "updates":
        this.take(message.updates);
        break;
      default:
        message satisfies never;
    }
  }

  private build(): void {
    const cardsOf = (isLarge: boolean) =>
      [...this.cards].flatMap(([kind, card]) =>
        (kind.isLarge ?? false) === isLarge ? [card.root] : [],
      );
    this.root.replaceChildren(
      this.header.root,
      this.notices.root,
      this.hints.root,
      controls(
        this.axis,
        this.view.smoothing,
        (smoothing) => {
          for (const card of this.cards.values()) card.setSmoothing(smoothing);
          this.remember({ smoothing });
        },
        () => {
          for (const card of this.cards.values()) card.resetZoom();
        },
      ),
      element("div", { class: "grid" }, ...cardsOf(true)),
      this.network.root,
      element("div", { class: "grid small" }, ...cardsOf(false)),
    );
  }

  private take(updates: readonly RunUpdate[]): void {
    let hasNewLines = false;
    for (const update of updates) {
      switch (update.type) {
        case "run":
          this.showRun(update.run);
          break;
        case "metrics":
          this.metrics.append(update.lines);
          hasNewLines = true;
          break;
        case "rewound":
          this.problems = [];
          this.metrics.clear();
          hasNewLines = true;
          this.hints.show([]);
          break;
        case "findings":
          this.hints.show(update.findings);
          break;
        case "problem":
          this.takeProblem(update.problem);
          break;
        default:
          update satisfies never;
      }
    }
    this.notices.setProblems(this.problems);
    if (hasNewLines) this.showMetrics();
  }

  private showRun(run: RunView): void {
    const before = this.run;
    this.run = run;
    this.header.show(run);
    this.notices.setFailure(run.status, run.message ?? t("Its log may tell more."));
    if (before?.status !== run.status) {
      this.notices.say(t("{0}: {1}.", run.name, statusText(run.status)));
    } else if (run.best && before.best?.epoch !== run.best.epoch) {
      this.notices.say(
        t("Best VRA {0}, after epoch {1}.", percent(run.best.vra ?? NaN), run.best.epoch),
      );
    }
    this.network.setEpochs(this.metrics.epochs, run.epsilon);
  }

  /** Lines may be broken one by one, but a run is missing or cannot be read for one reason at a time. */
  private takeProblem(problem: RunProblem): void {
    const lines = this.problems.filter(({ kind }) => kind === "brokenLine");
    this.problems =
      problem.kind === "brokenLine" ? [...this.problems, problem] : [problem, ...lines];
    if (problem.kind === "missing") this.header.showGone();
  }

  private showMetrics(): void {
    for (const [kind, card] of this.cards) card.setCurves(kind.curves(this.metrics));
    this.network.setEpochs(this.metrics.epochs, this.run?.epsilon ?? NaN);
  }

  private request(request: PageRequest<RunAction>): void {
    this.surroundings.request(request).catch((error: unknown) => {
      this.notices.complain(error instanceof Error ? error.message : String(error));
    });
  }

  private remember(change: Partial<SavedView>): void {
    this.view = { ...this.view, ...change };
    // Without its folder a page could not be brought back.
    if (this.view.folder !== "") this.surroundings.save(this.view);
  }
}
