import { t } from "@vscode/l10n";
import type { ChartFiles, PageRequest } from "../../src/extension/page/messages.js";
import type {
  SampleAction,
  SampleFinding,
  SampleRadii,
  SamplesView,
  SampleWish,
  ToSamples,
} from "../../src/extension/samples/messages.js";
import { count as counted, percent, significant } from "../charts/numbers.js";
import { onThemeChange, readPalette } from "../charts/theme.js";
import { banner } from "../page/banner.js";
import { element } from "../page/element.js";
import { SampleControls } from "./sampleControls.js";
import { SampleDetail } from "./sampleDetail.js";
import { SampleGrid } from "./sampleGrid.js";
import { countSamples, orderSamples } from "./sampleOrder.js";
import type { SampleColumns } from "./sampleOrder.js";
import { sampleWords } from "./sampleText.js";
import { newView } from "./savedView.js";
import type { SavedView } from "./savedView.js";
import { TileStore } from "./tileStore.js";

/** How the page reaches the extension. */
export interface SamplesHost {
  readonly request: (request: PageRequest<SampleAction>) => Promise<void>;
  readonly wish: (wish: SampleWish) => void;
  readonly remember: (view: SavedView) => void;
}

/** The page of a model's answers to the examples of some data. */
export class SamplesPage {
  private readonly title = element("h1");
  private readonly subtitle = element("p", { class: "subtitle" });
  private readonly activity = element("p", { class: "activity", role: "status" });
  private readonly problems = element("div", { role: "alert" });
  private readonly counts = element("p", { class: "counts", role: "status" });
  private readonly controlsPlace = element("div");
  private readonly grid: SampleGrid;
  private readonly detail: SampleDetail;
  private readonly body: HTMLElement;
  private samples: SamplesView | undefined;
  private certified: SampleRadii | undefined;
  private tiles: TileStore | undefined;
  private controls: SampleControls | undefined;
  private whyUnproven = "";

  constructor(
    root: HTMLElement,
    private readonly host: SamplesHost,
    private view: SavedView,
  ) {
    this.detail = new SampleDetail(readPalette(), {
      attack: (target) => {
        host.wish({ type: "attack", target });
      },
      save: (files) => {
        this.save(files);
      },
      leave: () => {
        this.grid.focus();
      },
    });
    this.grid = new SampleGrid({
      wordsOf: (example) => this.wordsOf(example),
      tileOf: (example) => this.tiles?.get(example),
      onSeen: (examples) => this.tiles?.want(examples),
      onOpen: (example) => {
        this.open(example);
        this.detail.focus();
      },
    });
    const report = element("vscode-button", { icon: "package", secondary: "" }, t("Model report"));
    report.addEventListener("click", () => {
      this.ask({ type: "act", action: "openReport" });
    });
    this.body = element(
      "div",
      { class: "explorer", hidden: "" },
      this.controlsPlace,
      this.counts,
      element("div", { class: "panes" }, this.grid.root, this.detail.root),
    );
    root.replaceChildren(
      element(
        "header",
        { class: "model" },
        this.title,
        this.subtitle,
        element("div", { class: "actions" }, report),
      ),
      this.activity,
      this.problems,
      this.body,
    );
    onThemeChange(() => {
      this.detail.setPalette(readPalette());
    });
  }

  receive(message: ToSamples): void {
    switch (message.type) {
      case "opened":
        this.begin(message);
        break;
      case "finding":
        this.take(message.finding);
        break;
      case "explored":
        this.showActivity("");
        break;
      case "failed":
        this.showActivity("");
        this.problems.append(banner(t("The samples cannot be shown."), message.message));
        break;
      case "pixels":
        this.tiles?.receive(message.examples, message.pixels);
        this.grid.tilesCame();
        break;
      case "inspected":
        this.detail.inspected(message.sample);
        break;
      case "attacked":
        this.detail.attacked(message.attack);
        break;
      case "refused":
        this.detail.refused(message.example, message.message);
        break;
      default:
        message satisfies never;
    }
  }

  private begin({ file, name, data }: Extract<ToSamples, { type: "opened" }>): void {
    this.title.textContent = name;
    this.samples = undefined;
    this.whyUnproven = "";
    this.problems.replaceChildren();
    this.body.hidden = true;
    this.remember({ ...(this.view.file === file ? this.view : newView), file, data });
    this.showActivity(t("Running the model on the data"));
  }

  private take(finding: SampleFinding): void {
    switch (finding.type) {
      case "activity":
        this.showActivity(finding.text);
        break;
      case "samples":
        this.samples = finding.samples;
        this.certified = finding.samples.certified;
        this.showActivity(t("Proving the radii"));
        this.showAll(finding.samples);
        break;
      case "proven":
        this.certified = finding.certified;
        this.showExamples();
        break;
      case "lacking":
        this.whyUnproven = finding.message;
        this.showExamples();
        break;
      default:
        finding satisfies never;
    }
  }

  private showAll(samples: SamplesView): void {
    const { count, tile, epsilon, classNames } = samples;
    const size = tile.height * tile.width * tile.channels;
    this.tiles = new TileStore(count, size, (examples) => {
      this.host.wish({ type: "pixels", examples });
    });
    const { filter } = this.view;
    const known = (index: number) => (index < classNames.length ? index : -1);
    this.remember({
      ...this.view,
      epsilon: Number.isFinite(this.view.epsilon) ? this.view.epsilon : epsilon,
      filter: { ...filter, label: known(filter.label), prediction: known(filter.prediction) },
    });
    this.controls = new SampleControls(this.view, classNames, (view) => {
      this.remember(view);
      this.showExamples();
    });
    this.controlsPlace.replaceChildren(this.controls.root);
    this.body.hidden = false;
    this.showExamples();
    if (this.view.opened >= 0 && this.view.opened < count) this.open(this.view.opened);
  }

  private showExamples(): void {
    const { samples, certified, controls, view } = this;
    if (!samples || !certified || !controls) return;
    const { epsilon, filter, sort, opened } = view;
    const columns: SampleColumns = { ...samples, ...certified };
    const examples = orderSamples(columns, filter, epsilon, sort);
    const largest = certified.radii.reduce(
      (most, each) => (each < Infinity ? Math.max(most, each) : most),
      2 * samples.epsilon,
    );
    controls.show(view, largest);
    this.subtitle.textContent = this.toldRadii(samples.data, certified);
    this.counts.textContent = this.toldCounts(columns, examples);
    this.grid.show(examples, samples.tile);
    if (opened >= 0) this.detail.open(opened, samples, certified);
  }

  private toldRadii(data: string, { isProven }: SampleRadii): string {
    if (isProven) return t("on {0}. The certified radii are proven.", data);
    const { whyUnproven } = this;
    return whyUnproven === ""
      ? t("on {0}. The certified radii are estimates, until they are proven.", data)
      : t("on {0}. The certified radii are estimates: {1}", data, whyUnproven);
  }

  private toldCounts(columns: SampleColumns, examples: readonly number[]): string {
    const { count, right, certified, robust } = countSamples(columns, this.view.epsilon, examples);
    const total = counted(columns.labels.length);
    if (count === 0) return t("None of {0} samples is shown.", total);
    const share = (part: number) => `${counted(part)} (${percent(part / count)})`;
    return t(
      "{0} of {1} samples: {2} right, {3} certified at ε = {4}, {5} both.",
      counted(count),
      total,
      share(right),
      share(certified),
      significant(this.view.epsilon, 3),
      share(robust),
    );
  }

  private open(example: number): void {
    const { samples, certified } = this;
    if (!samples || !certified) return;
    this.remember({ ...this.view, opened: example });
    this.grid.mark(example);
    this.detail.open(example, samples, certified);
    this.host.wish({ type: "inspect", example });
  }

  private wordsOf(example: number) {
    const { samples, certified, view } = this;
    if (!samples || !certified) throw new Error("There are no samples yet.");
    return sampleWords(samples, certified, example, view.epsilon);
  }

  private showActivity(text: string): void {
    this.activity.textContent = text === "" ? "" : `${text}…`;
  }

  private remember(view: SavedView): void {
    this.view = view;
    this.host.remember(view);
  }

  private save(files: ChartFiles): void {
    this.ask({ type: "save", files });
  }

  private ask(request: PageRequest<SampleAction>): void {
    this.host.request(request).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      this.problems.append(banner(t("That did not work."), message));
    });
  }
}
