import { t } from "@vscode/l10n";
import type { CertificateView } from "../../src/extension/certificates/messages.js";
import type { ChartFiles } from "../../src/extension/page/messages.js";
import type { RadiusCounts } from "../charts/certifiedShares.js";
import { count, percent, significant } from "../charts/numbers.js";
import type { Palette } from "../charts/palette.js";
import { radiusRows } from "../charts/radiusRows.js";
import { radiusScene } from "../charts/radiusScene.js";
import { SceneChart } from "../charts/sceneChart.js";
import { ChartCard } from "../page/chartCard.js";
import { element } from "../page/element.js";
import { valueTable } from "../page/valueTable.js";
import type { Rows } from "../page/valueTable.js";

const exportWidth = 720;

/** What a certificate speaks of, in a sentence: data, and how many examples of it. */
const bases = {
  Proven: {
    one: (data: string) => t("Proven on one example of {0}.", data),
    many: (examples: string, data: string) => t("Proven on {0} examples of {1}.", examples, data),
  },
  Claimed: {
    one: (data: string) => t("Claimed on one example of {0}.", data),
    many: (examples: string, data: string) => t("Claimed on {0} examples of {1}.", examples, data),
  },
};

/** What a certificate says of a model on some data; `actions` are what can be done with it. */
export class CertificateSection {
  readonly root = element("section", { "aria-labelledby": "certificate-title", hidden: "" });
  private readonly summary = element("p", { class: "summary" });
  private readonly tables = element("div", { class: "tables" });
  private readonly card: ChartCard;
  private readonly chart: SceneChart;
  private certificate: CertificateView | undefined;

  constructor(
    private palette: Palette,
    save: (files: ChartFiles) => void,
    private readonly known: keyof typeof bases,
    actions: readonly HTMLElement[] = [],
  ) {
    this.card = new ChartCard({
      id: "radii",
      title: t("Certified radii"),
      summary: () => this.told(),
      rows: () => (this.certificate ? radiusRows(radiusCounts(this.certificate)) : []),
      scene: () => this.scene(exportWidth),
      palette: () => this.palette,
      save,
      onKey: () => false,
    });
    this.chart = new SceneChart(this.card.plot, palette, (width) => this.scene(width));
    this.root.append(
      element(
        "div",
        { class: "titled" },
        element("h2", { id: "certificate-title", class: "section" }, t("Certificate")),
        ...actions,
      ),
      this.summary,
      element("div", { class: "grid" }, this.card.root),
      this.tables,
    );
  }

  setPalette(palette: Palette): void {
    this.palette = palette;
    this.chart.setPalette(palette);
  }

  /** Shows a certificate; nothing where there is none. */
  show(certificate: CertificateView | undefined): void {
    this.certificate = certificate;
    this.root.hidden = certificate === undefined;
    if (!certificate) return;
    this.summary.textContent = this.told();
    this.card.legend.textContent = t(
      "The curve: the share that is certified and correct beyond each radius.",
    );
    this.card.refresh();
    this.chart.redraw();
    this.tables.replaceChildren(...certificateTables(certificate));
  }

  private told(): string {
    const { certificate } = this;
    if (!certificate) return "";
    const { data, examples, epsilon, vra, cleanAccuracy, rejectionRate } = certificate;
    const basis =
      examples === 1 ? bases[this.known].one(data) : bases[this.known].many(count(examples), data);
    const shares = t(
      "At ε = {0}: VRA {1}, clean accuracy {2}, not certified {3}.",
      significant(epsilon),
      percent(vra),
      percent(cleanAccuracy),
      percent(rejectionRate),
    );
    return `${basis} ${shares}`;
  }

  private scene(width: number) {
    const { certificate } = this;
    return (
      certificate && radiusScene(radiusCounts(certificate), { width, epsilon: certificate.epsilon })
    );
  }
}

function radiusCounts({ histogram, examples }: CertificateView): RadiusCounts {
  return { ...histogram, examples };
}

/** The tables of a certificate: VRA by radius, accuracies by class, confusion with ⊥, assumptions. */
function certificateTables(certificate: CertificateView): HTMLElement[] {
  const { vraAt, classes, confusion, assumptions } = certificate;
  return [
    tableCard(t("VRA by radius"), vraRows(vraAt)),
    tableCard(t("By class"), [
      [t("class"), t("examples"), t("VRA"), t("clean accuracy"), t("not certified")],
      ...classes.map((shares) => [
        String(shares.class),
        shares.count,
        percent(shares.vra ?? NaN),
        percent(shares.cleanAccuracy ?? NaN),
        percent(shares.rejectionRate ?? NaN),
      ]),
    ]),
    ...(confusion.length === 0
      ? []
      : [
          tableCard(t("Labels and certified predictions; ⊥ is not certified at ε"), [
            [t("label"), ...confusion.map((_, prediction) => String(prediction)), "⊥"],
            ...confusion.map((row, label) => [String(label), ...row]),
          ]),
        ]),
    element(
      "section",
      { class: "card wide" },
      element("h2", {}, t("What the proof rests on")),
      element("ul", {}, ...assumptions.map((text) => element("li", {}, text))),
    ),
  ];
}

/** What nobody knows has no column. */
function vraRows(vraAt: CertificateView["vraAt"]): Rows {
  const isEstimated = vraAt.some(({ estimated }) => estimated !== null);
  return [
    [t("radius"), t("VRA"), ...(isEstimated ? [t("by the estimates")] : [])],
    ...vraAt.map(({ radius, vra, estimated }) => [
      radius,
      percent(vra),
      ...(isEstimated ? [percent(estimated ?? NaN)] : []),
    ]),
  ];
}

/** A table that scrolls in itself. */
export function tableCard(title: string, rows: Rows): HTMLElement {
  const scrolled = element("div", { class: "rows", tabindex: "0", role: "region" });
  scrolled.setAttribute("aria-label", title);
  scrolled.append(valueTable(title, rows));
  return element("section", { class: "card" }, scrolled);
}
