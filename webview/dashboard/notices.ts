import { t } from "@vscode/l10n";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import type { RunProblem, RunStatus } from "../../src/extension/dashboard/messages.js";
import { banner } from "../page/banner.js";
import { element } from "../page/element.js";

const titles: { [K in Exclude<RunProblem["kind"], "brokenLine">]: () => string } = {
  missing: () => t("The run is gone. What was read of it stays here until you close this page."),
  unreadable: () => t("The run cannot be read."),
};

const failures: { readonly [S in RunStatus]?: () => string } = {
  failed: () => t("The run failed."),
  interrupted: () => t("The run was interrupted."),
};

/** Of broken lines the first ones are described, all are counted. */
const mostDescribed = 3;

/** What went wrong, as banners, and what a screen reader says. */
export class Notices {
  readonly root = element("div", { class: "notices" });
  private readonly spoken = element("div", {
    class: "hidden",
    role: "status",
    "aria-live": "polite",
  });
  private readonly banners = element("div", { role: "alert" });
  private readonly failure = element("div", { role: "alert" });
  private problems: readonly RunProblem[] = [];

  constructor(private readonly openLog: () => void) {
    this.root.append(this.spoken, this.banners, this.failure);
  }

  /** Reads a text out, after what is being read. */
  say(text: string): void {
    this.spoken.textContent = text;
  }

  setProblems(problems: readonly RunProblem[]): void {
    const isSame =
      problems.length === this.problems.length &&
      problems.every(({ message }, index) => message === this.problems[index]?.message);
    if (isSame) return;
    this.problems = [...problems];
    const lines = problems.filter(({ kind }) => kind === "brokenLine");
    this.banners.replaceChildren(
      ...problems.flatMap(({ kind, message }) =>
        kind === "brokenLine" ? [] : [banner(titles[kind](), message)],
      ),
      ...(lines.length > 0 ? [banner(linesLeftOut(lines.length), described(lines))] : []),
    );
  }

  /** Tells of a run that failed or was interrupted why, with its log a click away. */
  setFailure(status: RunStatus, reason: string): void {
    const title = failures[status];
    const message = title === undefined ? "" : reason;
    if (title === undefined) {
      this.failure.replaceChildren();
    } else if (this.failure.dataset["message"] !== message) {
      const log = element("vscode-button", { icon: "output" }, t("Open the log"));
      log.addEventListener("click", this.openLog);
      this.failure.replaceChildren(banner(title(), message, log));
    }
    this.failure.dataset["message"] = message;
  }

  /** Tells what a button could not do, until it is closed. */
  complain(message: string): void {
    const close = element("vscode-button", { secondary: "" }, t("Close"));
    const shown = banner(t("That did not work."), message, close);
    close.addEventListener("click", () => {
      shown.remove();
    });
    this.banners.append(shown);
  }
}

function linesLeftOut(count: number): string {
  return count === 1
    ? t("A line of the metrics is broken and left out.")
    : t("{0} lines of the metrics are broken and left out.", count);
}

function described(lines: readonly RunProblem[]): string {
  const shown = lines.slice(0, mostDescribed).map(({ message }) => message);
  return [...shown, ...(lines.length > mostDescribed ? ["…"] : [])].join(" ");
}
