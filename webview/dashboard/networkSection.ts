import { t } from "@vscode/l10n";
import type { CertifiedShares, RadiusCounts } from "../charts/certifiedShares.js";
import { certifiedShares } from "../charts/certifiedShares.js";
import { missing, percent, significant } from "../charts/numbers.js";
import type { Palette } from "../charts/palette.js";
import { radiusRows } from "../charts/radiusRows.js";
import { radiusAxis, radiusScene } from "../charts/radiusScene.js";
import { SceneChart } from "../charts/sceneChart.js";
import { waterfallScene } from "../charts/waterfallScene.js";
import type { Factor } from "../charts/waterfallScene.js";
import type { WireEvaluation } from "../../src/extension/dashboard/messages.js";
import type { ChartFiles } from "../../src/extension/page/messages.js";
import { ChartCard } from "../page/chartCard.js";
import { element } from "../page/element.js";
import { factorsOf, radiusCountsOf } from "./evaluatedNetwork.js";
import type { EvaluatedEpoch } from "./runMetrics.js";

export interface NetworkSectionOptions {
  readonly palette: Palette;
  /** The epoch to show; null for the latest. */
  readonly epoch: number | null;
  readonly onEpoch: (epoch: number | null) => void;
  readonly save: (files: ChartFiles) => void;
  readonly say: (text: string) => void;
}

const exportWidth = 720;
const productLabel = () => t("product");
const nothingYet = () => t("Nothing was evaluated yet.");
const radiusSteps = 50;

/** What the network was at the end of an epoch, chosen by a slider: its layers and its radii. */
export class NetworkSection {
  readonly root: HTMLElement;
  private readonly slider = element("input", {
    type: "range",
    id: "epoch",
    min: "0",
    max: "0",
    step: "1",
  });
  private readonly shownEpoch = element("output", { for: "epoch" });
  private readonly layersCard: ChartCard;
  private readonly radiiCard: ChartCard;
  private readonly layers: SceneChart;
  private readonly radii: SceneChart;
  private epochs: readonly EvaluatedEpoch[] = [];
  private palette: Palette;
  private wanted: number | null;
  private epsilon = 0;
  private radius: number | undefined;

  constructor(private readonly options: NetworkSectionOptions) {
    this.palette = options.palette;
    this.wanted = options.epoch;
    const common = { palette: () => this.palette, save: options.save };
    this.layersCard = new ChartCard({
      ...common,
      id: "layers",
      title: t("Lipschitz constants of the layers"),
      summary: () => this.toldLayers(),
      rows: () => [
        [t("layer"), t("Lipschitz constant")],
        ...this.factors.map(({ label, value }) => [label, value]),
        [productLabel(), this.evaluation?.subLipschitz ?? NaN],
      ],
      scene: () => this.layersScene(exportWidth),
      onKey: (event) => this.onLayersKey(event),
    });
    this.radiiCard = new ChartCard({
      ...common,
      id: "radii",
      title: t("Certified radii"),
      summary: () => this.toldRadii(),
      rows: () => (this.counts ? radiusRows(this.counts) : []),
      scene: () => this.radiiScene(exportWidth),
      onKey: (event) => this.onRadiiKey(event),
    });
    this.layers = new SceneChart(this.layersCard.plot, this.palette, (width) =>
      this.layersScene(width),
    );
    this.radii = new SceneChart(this.radiiCard.plot, this.palette, (width) =>
      this.radiiScene(width),
    );
    this.followPointer();
    this.slider.addEventListener("input", () => {
      const index = this.slider.valueAsNumber;
      const isLatest = index === this.epochs.length - 1;
      this.wanted = isLatest ? null : (this.epochs[index]?.epoch ?? null);
      options.onEpoch(this.wanted);
      this.refresh();
    });
    this.root = element(
      "section",
      { class: "network", "aria-labelledby": "network-title" },
      element(
        "header",
        {},
        element("h2", { id: "network-title" }, t("The network after epoch")),
        element("label", { for: "epoch", class: "hidden" }, t("Evaluated epoch")),
        this.slider,
        this.shownEpoch,
      ),
      element("div", { class: "grid" }, this.layersCard.root, this.radiiCard.root),
    );
    this.layersCard.legend.textContent = t("Each multiplies the bound; the head is left out.");
    this.layersCard.root.classList.add("large");
    this.radiiCard.root.classList.add("large");
    this.refresh();
  }

  setEpochs(epochs: readonly EvaluatedEpoch[], epsilon: number): void {
    this.epochs = epochs;
    this.epsilon = epsilon;
    this.refresh();
  }

  setPalette(palette: Palette): void {
    this.palette = palette;
    this.layers.setPalette(palette);
    this.radii.setPalette(palette);
  }

  private refresh(): void {
    const { slider, epochs } = this;
    slider.max = String(Math.max(0, epochs.length - 1));
    slider.value = String(this.index);
    slider.disabled = epochs.length < 2;
    const { epoch } = epochs[this.index] ?? {};
    const shown = String(epoch ?? missing);
    const isLatest = epoch !== undefined && this.wanted === null;
    const text = isLatest ? t("{0} · latest", shown) : shown;
    this.shownEpoch.textContent = text;
    slider.setAttribute("aria-valuetext", text);
    this.layersCard.setEmpty(
      !this.evaluation
        ? nothingYet()
        : this.factors.length === 0
          ? t("The run tells no constants of layers.")
          : "",
    );
    this.radiiCard.setEmpty(this.counts ? "" : nothingYet());
    this.layersCard.refresh();
    this.radiiCard.refresh();
    this.showShares();
    this.layers.redraw();
    this.radii.redraw();
  }

  /** Of the epoch that is shown. */
  private get index(): number {
    const found = this.epochs.findIndex(({ epoch }) => epoch === this.wanted);
    return found >= 0 ? found : Math.max(0, this.epochs.length - 1);
  }

  private get evaluation(): WireEvaluation | undefined {
    return this.epochs[this.index]?.evaluation;
  }

  private get factors(): Factor[] {
    return this.evaluation ? factorsOf(this.evaluation) : [];
  }

  private get counts(): RadiusCounts | undefined {
    return this.evaluation && radiusCountsOf(this.evaluation);
  }

  private layersScene(width: number) {
    const { factors } = this;
    return factors.length === 0 ? undefined : waterfallScene(factors, productLabel(), width);
  }

  private radiiScene(width: number) {
    const { counts, epsilon, radius } = this;
    return counts && radiusScene(counts, { width, epsilon, radius });
  }

  private followPointer(): void {
    const { plot } = this.radiiCard;
    plot.addEventListener("pointermove", ({ clientX }) => {
      const { left, width } = plot.getBoundingClientRect();
      const { counts } = this;
      if (counts) this.pointAt(radiusAxis(counts, width).radiusAt(clientX - left));
    });
    plot.addEventListener("pointerleave", () => {
      this.pointAt(undefined);
    });
  }

  private pointAt(radius: number | undefined): void {
    this.radius = radius;
    this.showShares();
    this.radii.redraw();
  }

  private showShares(): void {
    const { counts } = this;
    if (!counts) return;
    this.radiiCard.legend.textContent = this.toldRadii();
  }

  private onLayersKey({ key }: KeyboardEvent): boolean {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (by === undefined) return false;
    this.slider.value = String(this.index + by);
    this.slider.dispatchEvent(new Event("input"));
    this.options.say(this.toldLayers());
    return true;
  }

  private onRadiiKey({ key, shiftKey }: KeyboardEvent): boolean {
    const by = { ArrowLeft: -1, ArrowRight: 1, Escape: 0 }[key];
    const { counts } = this;
    if (by === undefined || !counts) return false;
    const [from, to] = radiusAxis(counts, 1).range;
    const step = ((to - from) / radiusSteps) * (shiftKey ? 5 : 1);
    const next = (this.radius ?? this.epsilon) + by * step;
    this.pointAt(by === 0 ? undefined : Math.min(to, Math.max(from, next)));
    this.options.say(this.toldRadii());
    return true;
  }

  private toldLayers(): string {
    if (!this.evaluation) return nothingYet();
    const factors = this.factors.map(({ label, value }) => `${label} ${significant(value, 3)}`);
    const product = significant(this.evaluation.subLipschitz ?? NaN);
    const { epoch } = this.epochs[this.index] ?? {};
    return t("Epoch {0}: {1}; product {2}.", epoch ?? missing, factors.join(", "), product);
  }

  private toldRadii(): string {
    const { counts } = this;
    if (!counts) return nothingYet();
    const radius = this.radius ?? this.epsilon;
    const { correct, wrong }: CertifiedShares = certifiedShares(counts, radius);
    const at = this.radius === undefined ? `ε = ${significant(radius)}` : significant(radius, 3);
    if (wrong === undefined) {
      return t("Beyond {0}: {1} certified and correct", at, percent(correct));
    }
    return t(
      "Beyond {0}: {1} certified and correct, {2} certified and wrong",
      at,
      percent(correct),
      percent(wrong),
    );
  }
}
