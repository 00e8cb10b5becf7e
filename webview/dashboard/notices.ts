import "@vscode-elements/elements/dist/vscode-button/index.js";
import type { RunProblem } from "../../src/extension/messages.js";
import { banner } from "../page/banner.js";
import { element } from "../page/element.js";

const titles: { [K in RunProblem["kind"]]: string } = {
  missing: "The run is gone. What was read of it stays here until you close this page.",
  unreadable: "The run cannot be read.",
  brokenLine: "A line of the metrics is broken and left out.",
};

const mostProblems = 3;

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
    const more = problems.length - mostProblems;
    this.banners.replaceChildren(
      ...problems.slice(0, mostProblems).map(({ kind, message }) => banner(titles[kind], message)),
      ...(more > 0 ? [banner(`${more} more lines are broken.`, "")] : []),
    );
  }

  /** Tells that the run failed, with its log a click away; undefined where it did not. */
  setFailure(message: string | undefined): void {
    if (message === undefined) {
      this.failure.replaceChildren();
    } else if (this.failure.dataset["message"] !== message) {
      const log = element("vscode-button", { icon: "output" }, "Open the log");
      log.addEventListener("click", this.openLog);
      this.failure.replaceChildren(banner("The run failed.", message, log));
    }
    this.failure.dataset["message"] = message ?? "";
  }

  /** Tells what a button could not do, until it is closed. */
  complain(message: string): void {
    const close = element("vscode-button", { secondary: "" }, "Close");
    const shown = banner("That did not work.", message, close);
    close.addEventListener("click", () => {
      shown.remove();
    });
    this.banners.append(shown);
  }
}
