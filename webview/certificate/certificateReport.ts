import { t } from "@vscode/l10n";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import type {
  CertificateAction,
  CertificateFileView,
  ToCertificateReport,
  VerificationView,
} from "../../src/extension/certificates/messages.js";
import type { ChartFiles, PageRequest } from "../../src/extension/page/messages.js";
import { onThemeChange, readPalette } from "../charts/theme.js";
import { banner } from "../page/banner.js";
import { element } from "../page/element.js";
import { certificateFacts, certifiedLayerRows } from "./certificateFacts.js";
import { CertificateSection, tableCard } from "./certificateSection.js";
import { claimList, verdictOf } from "./claimList.js";

/** The page of one certificate file. */
export class CertificateReport {
  private readonly title = element("h1");
  private readonly actions = element("div", { class: "actions" });
  private readonly activity = element("p", { class: "activity", role: "status" });
  private readonly problems = element("div", { role: "alert" });
  private readonly verdict = element("p", { class: "verdict", role: "status" });
  private readonly claims = element("div");
  private readonly facts = element("dl", { class: "facts" });
  private readonly layers = element("div");
  private readonly certificate: CertificateSection;
  private readonly body: HTMLElement;

  constructor(
    root: HTMLElement,
    private readonly request: (request: PageRequest<CertificateAction>) => Promise<void>,
  ) {
    const save = (files: ChartFiles) => {
      const name = `${this.title.textContent.replace(/\.json$/, "")}-${files.name}`;
      this.ask({ type: "save", files: { ...files, name } });
    };
    this.certificate = new CertificateSection(readPalette(), save, "Claimed");
    this.body = element(
      "div",
      { hidden: "" },
      this.facts,
      this.verdict,
      this.claims,
      this.certificate.root,
      element("h2", { class: "section" }, t("The layers before the head")),
      this.layers,
    );
    const header = element("header", { class: "model" }, this.title, this.actions);
    root.replaceChildren(header, this.activity, this.problems, this.body);
    onThemeChange(() => {
      this.certificate.setPalette(readPalette());
    });
  }

  receive(message: ToCertificateReport): void {
    switch (message.type) {
      case "opened":
        this.open(message.name, message.isTrusted);
        break;
      case "certificate":
        this.show(message.certificate);
        break;
      case "failed":
        this.activity.textContent = "";
        this.actions.replaceChildren();
        this.problems.append(banner(t("The certificate cannot be shown."), message.message));
        break;
      case "activity":
        this.activity.textContent =
          message.activity === null ? "" : `${message.activity.replace(/…$/, "")}…`;
        break;
      case "verification":
        this.showVerification(message.verification);
        break;
      default:
        message satisfies never;
    }
  }

  private open(name: string, isTrusted: boolean): void {
    this.title.textContent = name;
    this.activity.textContent = t("Reading the file…");
    this.problems.replaceChildren();
    this.body.hidden = true;
    this.showUnverified();
    const verify = element("vscode-button", { icon: "verified" }, t("Verify…"));
    verify.addEventListener("click", () => {
      this.ask({ type: "act", action: "verify" });
    });
    this.actions.replaceChildren(...(isTrusted ? [verify] : []));
  }

  private show(file: CertificateFileView): void {
    this.activity.textContent = "";
    this.body.hidden = false;
    this.facts.replaceChildren(
      ...certificateFacts(file).map(({ name, text, isDigest }) =>
        element(
          "div",
          {},
          element("dt", {}, name),
          element("dd", isDigest ? { class: "digest" } : {}, text),
        ),
      ),
    );
    this.certificate.show(file.certificate);
    this.layers.replaceChildren(tableCard(t("Lipschitz bounds"), certifiedLayerRows(file)));
  }

  private showUnverified(): void {
    this.verdict.dataset["verdict"] = "above";
    this.verdict.textContent = t("Not verified yet: this is what the file claims.");
    this.claims.replaceChildren();
  }

  private showVerification(verification: VerificationView): void {
    this.verdict.dataset["verdict"] = verification.isVerified ? "matches" : "below";
    this.verdict.textContent = verdictOf(verification);
    this.claims.replaceChildren(claimList(verification));
  }

  private ask(request: PageRequest<CertificateAction>): void {
    this.request(request).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      this.problems.append(banner(t("That did not work."), message));
    });
  }
}
