import "@vscode-elements/elements/dist/vscode-button/index.js";
import { t } from "@vscode/l10n";
import type { ChartFiles } from "../../src/extension/messages.js";
import type {
  SampleAttackView,
  SampleRadii,
  SamplesView,
  SampleTarget,
  SampleView,
} from "../../src/extension/samples/messages.js";
import { significant } from "../charts/numbers.js";
import type { Palette } from "../charts/palette.js";
import { SceneChart } from "../charts/sceneChart.js";
import { banner } from "../page/banner.js";
import { ChartCard } from "../page/chartCard.js";
import { element } from "../page/element.js";
import { largestOf, logitScene, shownClasses } from "./logitScene.js";
import type { ClassLogit } from "./logitScene.js";
import { picture } from "./picture.js";
import { difference, imagePixels } from "./pixels.js";
import { classNameOf, radiusText } from "./sampleText.js";

const exportWidth = 460;
const distanceDigits = 4;

type Fact = [name: string, text: string];

/** What the details ask of the page. */
export interface SampleDetailOptions {
  readonly attack: (target: SampleTarget) => void;
  readonly save: (files: ChartFiles) => void;
  /** Leads back to the grid. */
  readonly leave: () => void;
}

/** One example: what the model says of it, how sure that is, and what an attack makes of it. */
export class SampleDetail {
  readonly root = element("section", { class: "detail", "aria-labelledby": "detail-title" });
  private readonly title = element("h2", { id: "detail-title", tabindex: "-1" });
  private readonly facts = element("dl", { class: "facts" });
  private readonly pictures = element("div", { class: "pictures" });
  private readonly attackButton = element("vscode-button", { icon: "zap" });
  private readonly verdict = element("p", { class: "verdict", role: "status", hidden: "" });
  private readonly problems = element("div", { role: "alert" });
  private readonly body: HTMLElement;
  private readonly card: ChartCard;
  private readonly bars: SceneChart;
  private example = -1;
  private samples: SamplesView | undefined;
  private certified: SampleRadii | undefined;
  private sample: SampleView | undefined;
  private attack: SampleAttackView | undefined;

  constructor(
    private palette: Palette,
    private readonly options: SampleDetailOptions,
  ) {
    this.card = new ChartCard({
      id: "logits",
      title: t("Logits"),
      summary: () => this.toldLogits(),
      rows: () => this.logitRows(),
      scene: () => this.scene(exportWidth),
      palette: () => this.palette,
      save: options.save,
      onKey: () => false,
    });
    this.bars = new SceneChart(this.card.plot, palette, (width) => this.scene(width));
    this.attackButton.addEventListener("click", () => {
      this.startAttack();
    });
    this.root.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") options.leave();
    });
    this.body = element(
      "div",
      { hidden: "" },
      this.facts,
      this.pictures,
      element("div", { class: "actions" }, this.attackButton),
      this.verdict,
      this.problems,
      this.card.root,
    );
    this.title.textContent = t("No sample chosen");
    this.root.append(
      this.title,
      element("p", { class: "hint" }, t("A click or Enter on a picture shows it here.")),
      this.body,
    );
  }

  /** Shows an example, of which more comes by {@link inspected}. */
  open(example: number, samples: SamplesView, certified: SampleRadii): void {
    if (example !== this.example || samples !== this.samples) {
      this.sample = undefined;
      this.attack = undefined;
      this.problems.replaceChildren();
      this.endAttack();
    }
    this.example = example;
    this.samples = samples;
    this.certified = certified;
    this.title.textContent = t("Example {0}", example);
    // What gives no answer has none to change.
    this.attackButton.hidden = (samples.predictions[example] ?? -1) < 0;
    this.body.hidden = false;
    this.show();
  }

  focus(): void {
    this.title.focus();
  }

  inspected(sample: SampleView): void {
    if (sample.example !== this.example) return;
    this.sample = sample;
    this.show();
  }

  attacked(attack: SampleAttackView): void {
    if (attack.example !== this.example) return;
    this.attack = attack;
    this.endAttack();
    this.show();
  }

  refused(example: number, message: string): void {
    if (example !== this.example) return;
    this.endAttack();
    this.problems.replaceChildren(banner(t("That did not work."), message));
  }

  setPalette(palette: Palette): void {
    this.palette = palette;
    this.bars.setPalette(palette);
  }

  private startAttack(): void {
    const { example, certified } = this;
    if (this.attackButton.disabled || !certified) return;
    this.attackButton.disabled = true;
    this.attackButton.textContent = t("Attacking…");
    this.problems.replaceChildren();
    const radius = certified.radii[example] ?? 0;
    this.options.attack({
      example,
      top: certified.tops[example] ?? 1,
      beyond: Number.isFinite(radius) ? Math.max(0, radius) : 0,
    });
  }

  private endAttack(): void {
    this.attackButton.disabled = false;
    this.attackButton.textContent = t("Attack");
  }

  private show(): void {
    this.facts.replaceChildren(
      ...this.listFacts().map(([name, text]) =>
        element("div", {}, element("dt", {}, name), element("dd", {}, text)),
      ),
    );
    this.pictures.replaceChildren(...this.listPictures());
    this.showVerdict();
    this.card.setEmpty(this.sample ? "" : t("The logits are being computed…"));
    this.card.legend.replaceChildren(...this.legend());
    this.card.refresh();
    this.bars.redraw();
  }

  private listFacts(): Fact[] {
    const { example, samples, certified } = this;
    if (!samples || !certified) return [];
    const name = (index = -1) => classNameOf(samples.classNames, index);
    const rival = certified.rivals[example] ?? -1;
    const top = certified.tops[example] ?? 1;
    return [
      [t("label"), name(samples.labels[example])],
      [t("predicted"), name(samples.predictions[example])],
      ...(top > 1 ? [[t("certified classes"), t("the first {0}", top)] satisfies Fact] : []),
      [
        certified.isProven ? t("certified radius, proven") : t("certified radius, estimated"),
        radiusText(certified.radii[example] ?? 0),
      ],
      [t("competing class"), name(rival)],
      [t("its margin"), significant(this.marginTo(rival))],
      [t("attack"), this.toldDistance()],
    ];
  }

  /** How far the competitor's logit lies below the last of the certified classes. */
  private marginTo(rival: number): number {
    const { sample, certified, example } = this;
    if (!sample || !certified) return NaN;
    const sorted = sample.logits.toSorted().reverse();
    return (sorted[(certified.tops[example] ?? 1) - 1] ?? NaN) - (sample.logits[rival] ?? NaN);
  }

  private toldDistance(): string {
    const { attack } = this;
    if (!attack) return t("not tried");
    if (!attack.found) return t("none found up to {0}", significant(attack.upTo, distanceDigits));
    return t("succeeds at {0}", significant(attack.found.distance, distanceDigits));
  }

  private listPictures(): HTMLElement[] {
    const { sample, attack, samples } = this;
    if (!sample || !samples) return [];
    const { image } = samples;
    const found = attack?.found;
    const own = picture(imagePixels(sample.image, image), image, t("The image"));
    if (!found) return [own];
    const { pixels, scale } = difference(sample.image, found.image, image);
    return [
      own,
      picture(imagePixels(found.image, image), image, t("Attacked")),
      picture(pixels, image, t("Difference, × {0}", significant(scale, 3))),
    ];
  }

  private showVerdict(): void {
    const { attack, samples, sample, certified, example } = this;
    this.verdict.hidden = !attack;
    if (!attack || !samples || !sample || !certified) return;
    const { found, upTo } = attack;
    const radius = certified.radii[example] ?? 0;
    const isFalse = found !== null && found.distance < radius;
    this.verdict.dataset["verdict"] = isFalse ? "below" : "matches";
    if (!found) {
      this.verdict.textContent = t(
        "No attack up to an L2 distance of {0} changed the answer, which proves nothing.",
        significant(upTo, distanceDigits),
      );
      return;
    }
    const distance = significant(found.distance, distanceDigits);
    const name = (logits: Float32Array) => classNameOf(samples.classNames, largestOf(logits));
    const top = certified.tops[example] ?? 1;
    const changed =
      top > 1
        ? t("At an L2 distance of {0} other classes are among the first {1}.", distance, top)
        : t(
            "At an L2 distance of {0} the answer changes from {1} to {2}.",
            distance,
            name(sample.logits),
            name(found.logits),
          );
    const limit = certified.isProven
      ? t("Nothing closer than {0} can do that: it is certified.", radiusText(radius))
      : t("It is certified to {0} by estimates.", radiusText(radius));
    const broken = t(
      "That is closer than the certified radius of {0}, which is false: please report this with the model.",
      radiusText(radius),
    );
    this.verdict.textContent = `${changed} ${isFalse ? broken : radius > 0 ? limit : ""}`.trim();
  }

  private classLogits(): ClassLogit[] {
    const { sample, attack, samples, certified, example } = this;
    if (!sample || !samples || !certified) return [];
    const after = attack?.found?.logits;
    const predicted = samples.predictions[example] ?? -1;
    const rival = certified.rivals[example] ?? -1;
    return shownClasses(sample.logits, after, [predicted, rival]).map((index) => ({
      name: classNameOf(samples.classNames, index),
      logit: sample.logits[index] ?? NaN,
      attacked: after?.[index],
      role: index === predicted ? "predicted" : index === rival ? "rival" : "other",
    }));
  }

  private scene(width: number) {
    const classes = this.classLogits();
    return classes.length > 0 ? logitScene(classes, width) : undefined;
  }

  private logitRows(): (string | number)[][] {
    const isAttacked = this.attack?.found;
    return [
      [t("class"), t("logit"), ...(isAttacked ? [t("attacked")] : [])],
      ...this.classLogits().map(({ name, logit, attacked }) => [
        name,
        logit,
        ...(isAttacked ? [attacked ?? NaN] : []),
      ]),
    ];
  }

  private toldLogits(): string {
    return this.classLogits()
      .map(({ name, logit, attacked }) =>
        attacked === undefined
          ? `${name}: ${significant(logit, 3)}`
          : t("{0}: {1}, attacked {2}", name, significant(logit, 3), significant(attacked, 3)),
      )
      .join("; ");
  }

  private legend(): HTMLElement[] {
    const entry = (ink: string, text: string) =>
      element("span", { class: "entry" }, element("span", { class: `swatch ${ink}` }), text);
    return [
      entry("blue", t("logit")),
      entry("purple", t("of the competing class")),
      ...(this.attack?.found ? [entry("red", t("attacked"))] : []),
    ];
  }
}
