import { t } from "@vscode/l10n";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import type { CertificateView } from "../../src/extension/certificates/messages.js";
import type {
  ModelAction,
  ModelFinding,
  ModelView,
  ToModelReport,
} from "../../src/extension/models/messages.js";
import type { ChartFiles, PageRequest } from "../../src/extension/page/messages.js";
import { CertificateSection } from "../certificate/certificateSection.js";
import { heatScene } from "../charts/heatScene.js";
import { significant } from "../charts/numbers.js";
import { SceneChart } from "../charts/sceneChart.js";
import { onThemeChange, readPalette } from "../charts/theme.js";
import { banner } from "../page/banner.js";
import { ChartCard } from "../page/chartCard.js";
import { element } from "../page/element.js";
import { valueTable } from "../page/valueTable.js";
import { layerRows, modelFacts } from "./modelFacts.js";
import type { Bounds, Estimates } from "./modelFacts.js";

const exportWidth = 460;

const lacking: { [W in Extract<ModelFinding, { type: "lacking" }>["what"]]: () => string } = {
  estimates: () => t("There are no estimates."),
  bounds: () => t("There are no bounds."),
};

/** The page of one model file. */
export class ModelReport {
  private palette = readPalette();
  private readonly title = element("h1");
  private readonly actions = element("div", { class: "actions" });
  private readonly activity = element("p", { class: "activity", role: "status" });
  private readonly problems = element("div", { role: "alert" });
  private readonly facts = element("dl", { class: "facts" });
  private readonly verdict = element("p", { class: "verdict" });
  private readonly layers = element("div", { class: "rows", tabindex: "0", role: "region" });
  private readonly margins: ChartCard;
  private readonly heat: SceneChart;
  private readonly certificate: CertificateSection;
  private readonly body: HTMLElement;
  private model: ModelView | undefined;
  private estimates: Estimates | undefined;
  private bounds: Bounds | undefined;
  private examining = "";
  private certifying = "";
  private isTrusted = false;

  constructor(
    root: HTMLElement,
    private readonly request: (request: PageRequest<ModelAction>) => Promise<void>,
  ) {
    const save = (files: ChartFiles) => {
      const name = `${this.title.textContent}-${files.name}`;
      this.ask({ type: "save", files: { ...files, name } });
    };
    this.margins = new ChartCard({
      id: "margins",
      title: t("Lipschitz constants of the margins, K"),
      summary: () => this.toldMargins(),
      rows: () => this.marginRows(),
      scene: () => this.heatOfMargins(exportWidth),
      palette: () => this.palette,
      save,
      onKey: () => false,
    });
    this.heat = new SceneChart(this.margins.plot, this.palette, (width) =>
      this.heatOfMargins(width),
    );
    this.certificate = new CertificateSection(this.palette, save, "Proven", [
      this.button("saveCertificate", "save", t("Save certificate…")),
    ]);
    this.layers.setAttribute("aria-label", t("Layers"));
    this.body = element(
      "div",
      { hidden: "" },
      this.facts,
      this.verdict,
      this.certificate.root,
      element("h2", { class: "section" }, t("The network")),
      element(
        "div",
        { class: "report" },
        element("section", { class: "card" }, this.layers),
        this.margins.root,
      ),
    );
    const header = element("header", { class: "model" }, this.title, this.actions);
    root.replaceChildren(header, this.activity, this.problems, this.body);
    onThemeChange(() => {
      this.palette = readPalette();
      this.heat.setPalette(this.palette);
      this.certificate.setPalette(this.palette);
    });
  }

  receive(message: ToModelReport): void {
    switch (message.type) {
      case "opened":
        this.open(message.name, message.isTrusted);
        break;
      case "finding":
        this.take(message.finding);
        break;
      case "examined":
        this.examining = "";
        break;
      case "failed":
        this.examining = "";
        this.problems.append(banner(t("The model cannot be shown."), message.message));
        break;
      case "activity":
        this.certifying = message.activity ?? "";
        break;
      case "certificate":
        this.showCertificate(message.certificate);
        break;
      default:
        message satisfies never;
    }
    this.showActivity();
  }

  private open(name: string, isTrusted: boolean): void {
    this.title.textContent = name;
    this.isTrusted = isTrusted;
    this.model = undefined;
    this.estimates = undefined;
    this.bounds = undefined;
    this.examining = t("Reading the file…");
    this.problems.replaceChildren();
    this.actions.replaceChildren();
    this.certificate.show(undefined);
    this.body.hidden = true;
  }

  private take(finding: ModelFinding): void {
    switch (finding.type) {
      case "model":
        this.model = finding.model;
        this.showActions(finding.model);
        break;
      case "activity":
        this.examining = finding.text;
        return;
      case "estimates":
        this.estimates = finding;
        break;
      case "bounds":
        this.bounds = finding;
        break;
      case "lacking":
        this.problems.append(banner(lacking[finding.what](), finding.message));
        break;
      default:
        finding satisfies never;
    }
    this.show();
  }

  private show(): void {
    const { model, estimates, bounds } = this;
    if (!model) return;
    this.body.hidden = false;
    this.facts.replaceChildren(
      ...modelFacts(model, estimates, bounds).map(([name, text]) =>
        element("div", {}, element("dt", {}, name), element("dd", {}, text)),
      ),
    );
    const { verdict, text } = estimates?.frozen ?? { verdict: "", text: "" };
    this.verdict.textContent = text;
    this.verdict.hidden = text === "";
    this.verdict.dataset["verdict"] = verdict;
    this.layers.replaceChildren(valueTable(t("Layers"), layerRows(model, estimates, bounds)));
    this.margins.setEmpty(this.matrix ? "" : t("The constants are being computed…"));
    this.margins.legend.textContent = this.toldMargins();
    this.margins.refresh();
    this.heat.redraw();
  }

  private showActions({ frozen, run }: ModelView): void {
    const acting = [
      this.button("certify", "verified", t("Certify…"), true),
      this.button("freeze", "lock", frozen === null ? t("Freeze") : t("Freeze again")),
      ...(frozen === null ? [] : [this.button("unfreeze", "unlock", t("Unfreeze"))]),
      this.button("export", "export", t("Export…")),
    ];
    this.actions.replaceChildren(
      ...(this.isTrusted ? acting : []),
      ...(run ? [this.button("openRun", "graph-line", t("Open its run"))] : []),
    );
  }

  private button(action: ModelAction, icon: string, text: string, isMain = false): HTMLElement {
    const made = element("vscode-button", { icon, ...(!isMain && { secondary: "" }) }, text);
    made.addEventListener("click", () => {
      this.ask({ type: "act", action });
    });
    return made;
  }

  private showCertificate(certificate: CertificateView): void {
    this.certificate.show(certificate);
  }

  private showActivity(): void {
    const doing = [this.certifying, this.examining].filter((text) => text !== "");
    const text = doing.map((one) => `${one.replace(/…$/, "")}…`).join(" ");
    if (this.activity.textContent !== text) this.activity.textContent = text;
  }

  private get matrix() {
    return (this.bounds ?? this.estimates)?.margins;
  }

  private heatOfMargins(width: number) {
    return this.matrix && heatScene(this.matrix, width);
  }

  private marginRows() {
    const { matrix } = this;
    if (!matrix) return [];
    const names = matrix.cells.map((_, index) => String(index * matrix.classesPerCell));
    return [
      [t("class"), ...names],
      ...matrix.cells.map((row, j) => [names[j] ?? "", ...row.map((value) => value ?? NaN)]),
    ];
  }

  private toldMargins(): string {
    const { matrix } = this;
    if (!matrix) return "";
    const values = matrix.cells.flat().filter((value) => value !== null);
    const most = values.reduce((largest, value) => Math.max(largest, value), 0);
    const constants = this.bounds
      ? t(
          "Proven: how fast the margin between two classes can change, at most {0}.",
          significant(most),
        )
      : t(
          "Estimated: how fast the margin between two classes can change, at most {0}.",
          significant(most),
        );
    if (matrix.classesPerCell === 1) return constants;
    return `${constants} ${t("Each square: the largest of {0} classes.", matrix.classesPerCell)}`;
  }

  private ask(request: PageRequest<ModelAction>): void {
    this.request(request).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      this.problems.append(banner(t("That did not work."), message));
    });
  }
}
