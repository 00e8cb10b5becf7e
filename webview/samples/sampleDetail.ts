import "@vscode-elements/elements/dist/vscode-button/index.js";
import { t } from "@vscode/l10n";
import type { ChartFiles } from "../../src/extension/page/messages.js";
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
import { logitScene } from "./logitScene.js";
import type { ClassLogit } from "./logitScene.js";
import { picture } from "./picture.js";
import { difference, imagePixels } from "./pixels.js";
import { attackVerdict, classLogits, logitRows, sampleFacts, toldLogits } from "./sampleFacts.js";
import type { OpenSample } from "./sampleFacts.js";

const exportWidth = 460;
const scaleDigits = 3;

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
  private opened: OpenSample | undefined;

  constructor(
    private palette: Palette,
    private readonly options: SampleDetailOptions,
  ) {
    this.card = new ChartCard({
      id: "logits",
      title: t("Logits"),
      summary: () => toldLogits(this.logits),
      rows: () => logitRows(this.logits),
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

  /** Shows an example; what is known of it already stays, and more comes by {@link inspected}. */
  open(example: number, samples: SamplesView, certified: SampleRadii): void {
    const { opened } = this;
    const isSame = opened?.example === example && opened.samples === samples;
    this.opened = { ...(isSame && opened), example, samples, certified };
    if (!isSame) {
      this.problems.replaceChildren();
      this.endAttack();
    }
    this.title.textContent = t("Example {0}", example);
    // What gives no answer has none to change.
    this.attackButton.hidden = (samples.predictions[example] ?? -1) < 0;
    this.body.hidden = false;
    this.show(this.opened);
  }

  focus(): void {
    this.title.focus();
  }

  inspected(sample: SampleView): void {
    this.learn(sample.example, { sample });
  }

  attacked(attack: SampleAttackView): void {
    if (attack.example === this.opened?.example) this.endAttack();
    this.learn(attack.example, { attack });
  }

  refused(example: number, message: string): void {
    if (example !== this.opened?.example) return;
    this.endAttack();
    this.problems.replaceChildren(banner(t("That did not work."), message));
  }

  setPalette(palette: Palette): void {
    this.palette = palette;
    this.bars.setPalette(palette);
  }

  private learn(example: number, known: Pick<OpenSample, "sample" | "attack">): void {
    // Another one was opened meanwhile.
    if (this.opened?.example !== example) return;
    this.opened = { ...this.opened, ...known };
    this.show(this.opened);
  }

  private startAttack(): void {
    if (this.attackButton.disabled || !this.opened) return;
    const { example, certified } = this.opened;
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

  private show(opened: OpenSample): void {
    this.facts.replaceChildren(
      ...sampleFacts(opened).map(([name, text]) =>
        element("div", {}, element("dt", {}, name), element("dd", {}, text)),
      ),
    );
    this.pictures.replaceChildren(...picturesOf(opened));
    const { text, isRefuted } = attackVerdict(opened) ?? { text: "", isRefuted: false };
    this.verdict.textContent = text;
    this.verdict.hidden = text === "";
    this.verdict.dataset["verdict"] = isRefuted ? "below" : "matches";
    this.card.setEmpty(opened.sample ? "" : t("The logits are being computed…"));
    this.card.legend.replaceChildren(...legendOf(opened));
    this.card.refresh();
    this.bars.redraw();
  }

  private get logits(): ClassLogit[] {
    return this.opened ? classLogits(this.opened) : [];
  }

  private scene(width: number) {
    const { logits } = this;
    return logits.length > 0 ? logitScene(logits, width) : undefined;
  }
}

function picturesOf({ sample, attack, samples: { image } }: OpenSample): HTMLElement[] {
  if (!sample) return [];
  const own = picture(imagePixels(sample.image, image), image, t("The image"));
  const found = attack?.found;
  if (!found) return [own];
  const { pixels, scale } = difference(sample.image, found.image, image);
  return [
    own,
    picture(imagePixels(found.image, image), image, t("Attacked")),
    picture(pixels, image, t("Difference, × {0}", significant(scale, scaleDigits))),
  ];
}

function legendOf({ attack }: OpenSample): HTMLElement[] {
  const entry = (ink: string, text: string) =>
    element("span", { class: "entry" }, element("span", { class: `swatch ${ink}` }), text);
  return [
    entry("blue", t("logit")),
    entry("purple", t("of the competing class")),
    ...(attack?.found ? [entry("red", t("attacked"))] : []),
  ];
}
