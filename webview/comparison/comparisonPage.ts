import { t } from "@vscode/l10n";
import type { Palette } from "../charts/palette.js";
import { SharedAxis } from "../charts/sharedAxis.js";
import { onThemeChange, readPalette } from "../charts/theme.js";
import { controls } from "../dashboard/controls.js";
import { LineCard } from "../dashboard/lineCard.js";
import type { LineCardKind } from "../dashboard/lineCharts.js";
import type { ComparisonAction, ToComparison } from "../../src/extension/comparison/messages.js";
import type { ChartFiles, PageRequest } from "../../src/extension/page/messages.js";
import { banner } from "../page/banner.js";
import { element } from "../page/element.js";
import type { Surroundings } from "../page/startPage.js";
import { ComparedRuns } from "./comparedRuns.js";
import type { ComparedRun } from "./comparedRuns.js";
import {
  certifiedChart,
  certifiedCurves,
  comparisonCharts,
  curvesOver,
} from "./comparisonCharts.js";
import type { ComparisonChart } from "./comparisonCharts.js";
import { ConfigTable } from "./configTable.js";
import { measuredOnChoice } from "./measuredOnChoice.js";
import {
  layersRows,
  layersScene,
  layersTold,
  tradeOffRows,
  tradeOffScene,
  tradeOffTold,
} from "./resultScenes.js";
import { RunList } from "./runList.js";
import { SceneCard } from "./sceneCard.js";
import { readComparison } from "./savedComparison.js";
import type { SavedComparison } from "./savedComparison.js";

/** The page of some runs side by side. */
export class ComparisonPage {
  private readonly runs = new ComparedRuns();
  private readonly epochs = new SharedAxis();
  private readonly radii = new SharedAxis();
  private readonly list: RunList;
  private readonly cards: ReadonlyMap<ComparisonChart, LineCard>;
  private readonly certified: LineCard;
  private readonly scenes: readonly SceneCard[];
  private readonly configs: ConfigTable;
  private readonly notices = element("div", { role: "alert" });
  private readonly spoken = element("div", { class: "hidden", role: "status" });
  private view: SavedComparison;
  private isPending = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly surroundings: Surroundings<ComparisonAction>,
  ) {
    const view = readComparison(surroundings.saved);
    this.view = view;
    const palette = readPalette();
    this.list = new RunList({
      onHide: (folder, isHidden) => {
        const others = this.view.hidden.filter((other) => other !== folder);
        this.remember({ hidden: isHidden ? [...others, folder] : others });
        this.show();
      },
      onOpen: (folder) => {
        this.request({ type: "act", action: { kind: "open", folder } });
      },
    });
    this.cards = new Map(
      comparisonCharts().map((kind) => [kind, this.lineCard(kind, this.epochs, palette)]),
    );
    this.certified = this.lineCard(certifiedChart(), this.radii, palette);
    this.scenes = this.sceneCards(palette);
    this.configs = new ConfigTable(view.hasAllKeys, (hasAllKeys) => {
      this.remember({ hasAllKeys });
    });
    this.build();
    onThemeChange(() => {
      const changed = readPalette();
      const all = [...this.cards.values(), this.certified, ...this.scenes];
      for (const card of all) card.setPalette(changed);
    });
  }

  receive(message: ToComparison): void {
    switch (message.type) {
      case "opened":
        this.runs.begin(message.folders);
        this.remember({ folders: message.folders });
        break;
      case "rows":
        this.runs.takeRows(message);
        this.showSoon();
        break;
      case "updates":
        this.runs.takeUpdates(message.folder, message.updates);
        this.showSoon();
        break;
      default:
        message satisfies never;
    }
  }

  private lineCard(kind: LineCardKind, axis: SharedAxis, palette: Palette): LineCard {
    return new LineCard(kind, {
      axis,
      palette,
      smoothing: this.view.smoothing,
      isLog: this.view.logCharts.includes(kind.id),
      onLog: (isLog) => {
        const others = this.view.logCharts.filter((id) => id !== kind.id);
        this.remember({ logCharts: isLog ? [...others, kind.id] : others });
      },
      // Beyond the last radius nothing is certified, which tells nothing.
      ...(axis === this.radii && { atRest: () => this.epsilon }),
      ...this.shared,
    });
  }

  private sceneCards(palette: Palette): SceneCard[] {
    const common = { palette, empty: t("Nothing was evaluated yet."), ...this.shared };
    const card = (
      [id, title]: readonly [string, string],
      parts: {
        readonly told: (runs: readonly ComparedRun[]) => string;
        readonly rows: (runs: readonly ComparedRun[]) => ReturnType<typeof tradeOffRows>;
        readonly scene: (
          runs: readonly ComparedRun[],
          width: number,
        ) => ReturnType<typeof tradeOffScene>;
      },
    ) =>
      new SceneCard({
        ...common,
        id,
        title,
        summary: () => parts.told(this.drawn),
        rows: () => parts.rows(this.drawn),
        scene: (width) => parts.scene(this.drawn, width),
      });
    return [
      card(["tradeOff", t("VRA against clean accuracy")], {
        told: tradeOffTold,
        rows: tradeOffRows,
        scene: tradeOffScene,
      }),
      card(["layers", t("Lipschitz constants of the layers")], {
        told: layersTold,
        rows: layersRows,
        scene: layersScene,
      }),
    ];
  }

  private get shared() {
    return {
      save: (files: ChartFiles) => {
        this.request({ type: "save", files: { ...files, name: `comparison-${files.name}` } });
      },
      say: (text: string) => {
        this.spoken.textContent = text;
      },
    };
  }

  private build(): void {
    const all = [...this.cards.values()];
    this.root.replaceChildren(
      element("h1", {}, t("Comparison")),
      this.list.root,
      this.notices,
      this.spoken,
      controls(
        this.epochs,
        this.view.smoothing,
        (smoothing) => {
          for (const card of all) card.setSmoothing(smoothing);
          this.remember({ smoothing });
        },
        () => {
          for (const card of all) card.resetZoom();
        },
      ),
      measuredOnChoice(this.view.measuredOn, (measuredOn) => {
        this.remember({ measuredOn });
        this.show();
      }),
      element("div", { class: "grid" }, ...all.map(({ root }) => root)),
      element("h2", { class: "section" }, t("The best network of each run")),
      element(
        "div",
        { class: "grid" },
        ...this.scenes.slice(0, 1).map(({ card }) => card.root),
        this.certified.root,
        ...this.scenes.slice(1).map(({ card }) => card.root),
        this.configs.root,
      ),
    );
  }

  /** Several runs are told at once: they are drawn once. */
  private showSoon(): void {
    if (this.isPending) return;
    this.isPending = true;
    requestAnimationFrame(() => {
      this.isPending = false;
      this.show();
    });
  }

  private show(): void {
    const { drawn } = this;
    this.list.show(this.runs.all, new Set(this.view.hidden));
    for (const [kind, card] of this.cards) {
      card.setCurves(curvesOver(drawn, kind.measured, this.view.measuredOn));
    }
    this.certified.setCurves(certifiedCurves(drawn));
    for (const card of this.scenes) card.refresh();
    this.configs.show(drawn);
    const { problems } = this.runs;
    if (this.notices.dataset["problems"] === problems.join("\n")) return;
    this.notices.dataset["problems"] = problems.join("\n");
    this.notices.replaceChildren(
      ...problems.map((problem) => banner(t("A run cannot be read."), problem)),
    );
  }

  /** The runs that are not hidden. */
  private get drawn(): ComparedRun[] {
    return this.runs.all.filter(({ row }) => !this.view.hidden.includes(row.folder));
  }

  /** The largest ε at which one of the runs is judged. */
  private get epsilon(): number | undefined {
    const all = this.drawn.map(({ row }) => row.config["epsilon"]);
    const numbers = all.filter((epsilon) => typeof epsilon === "number");
    return numbers.length > 0 ? Math.max(...numbers) : undefined;
  }

  private request(request: PageRequest<ComparisonAction>): void {
    this.surroundings.request(request).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      this.notices.append(banner(t("That did not work."), message));
    });
  }

  private remember(change: Partial<SavedComparison>): void {
    this.view = { ...this.view, ...change };
    // Without its runs a page could not be brought back.
    if (this.view.folders.length > 0) this.surroundings.save(this.view);
  }
}
