import { t } from "@vscode/l10n";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-icon/index.js";
import { count, duration, missing, percent, significant } from "../charts/numbers.js";
import type {
  GpuView,
  RunAction,
  RunStatus,
  RunView,
} from "../../src/extension/dashboard/messages.js";
import { element } from "../page/element.js";

interface StatusLook {
  readonly text: () => string;
  /** A codicon. */
  readonly icon: string;
  /** What can be done to the run, beside opening its files. */
  readonly actions: readonly RunAction[];
}

/** What the header tells: of a run whose folder is gone there is nothing to open either. */
type ShownStatus = RunStatus | "gone";

const looks: { [S in ShownStatus]: StatusLook } = {
  queued: { text: () => t("Queued"), icon: "watch", actions: ["stop"] },
  starting: { text: () => t("Starting"), icon: "sync", actions: ["stop"] },
  running: { text: () => t("Training"), icon: "play-circle", actions: ["stop", "checkpoint"] },
  stopping: { text: () => t("Stopping"), icon: "debug-pause", actions: ["forceStop"] },
  finished: { text: () => t("Finished"), icon: "pass", actions: [] },
  stopped: { text: () => t("Stopped"), icon: "debug-stop", actions: ["resume"] },
  failed: { text: () => t("Failed"), icon: "error", actions: ["resume"] },
  interrupted: { text: () => t("Interrupted"), icon: "warning", actions: ["resume"] },
  gone: { text: () => t("Gone"), icon: "circle-slash", actions: [] },
};

const buttons: { [A in RunAction]: { readonly text: () => string; readonly icon: string } } = {
  stop: { text: () => t("Stop"), icon: "debug-stop" },
  forceStop: { text: () => t("Force stop"), icon: "close" },
  checkpoint: { text: () => t("Checkpoint now"), icon: "save" },
  resume: { text: () => t("Resume"), icon: "debug-continue" },
  openConfig: { text: () => t("Config"), icon: "settings-gear" },
  openLog: { text: () => t("Log"), icon: "output" },
};

const facts = [
  "epoch",
  "left",
  "clean",
  "rejected",
  "loss",
  "step",
  "examples",
  "engine",
  "gpu",
] as const;
type Fact = (typeof facts)[number];

const factLabels: { [F in Fact]: () => string } = {
  epoch: () => t("Epoch"),
  left: () => t("Time left"),
  clean: () => t("Clean accuracy"),
  rejected: () => t("Rejected"),
  loss: () => t("Loss"),
  step: () => t("Step"),
  examples: () => t("Examples/s"),
  engine: () => t("Engine"),
  gpu: () => t("GPU memory"),
};

/** What matters most of a run, and what can be done to it. */
export class RunHeader {
  readonly root: HTMLElement;
  private readonly name = element("h1");
  private readonly status = element("span", { class: "status" });
  private readonly actions = element("div", { class: "actions" });
  private readonly vra = element("output", { class: "vra" });
  private readonly vraLabel = element("span", { class: "label" });
  private readonly best = element("span", { class: "best" });
  private readonly progress = element("progress", { "aria-label": t("Epochs done") });
  private readonly message = element("p", { class: "message" });
  private readonly hardware = element("p", { class: "hardware" });
  private readonly values: { readonly [F in Fact]: HTMLElement };
  private shownStatus: ShownStatus | undefined;

  constructor(private readonly act: (action: RunAction) => void) {
    this.values = Object.fromEntries(facts.map((fact) => [fact, element("dd")])) as {
      [F in Fact]: HTMLElement;
    };
    this.root = element(
      "header",
      { class: "run" },
      element("div", { class: "title" }, this.name, this.status, this.actions),
      this.message,
      element(
        "div",
        { class: "essentials" },
        element("div", { class: "lead" }, this.vraLabel, this.vra, this.best),
        element(
          "dl",
          {},
          ...facts.map((fact) =>
            element(
              "div",
              { "data-fact": fact },
              element("dt", {}, factLabels[fact]()),
              this.values[fact],
            ),
          ),
        ),
      ),
      this.hardware,
      this.progress,
    );
  }

  show(run: RunView): void {
    write(this.name, run.name);
    this.showStatus(run.status);
    const { latest, best } = run;
    write(this.vraLabel, t("VRA at ε {0}", significant(run.epsilon)));
    // The best of an evaluation is the run's result; before the first there is only training's.
    write(this.vra, percent(best?.vra ?? latest?.vra ?? NaN));
    write(this.best, best ? t("best, after epoch {0}", significant(best.epoch)) : t("in training"));
    this.best.hidden = !best && !latest;
    const told: { [F in Fact]: string } = {
      epoch: t("{0} of {1}", significant(Math.floor(run.epoch * 10) / 10, 6), run.epochs),
      left: timeLeft(run),
      clean: percent(latest?.cleanAccuracy ?? NaN),
      rejected: percent(latest?.rejectionRate ?? NaN),
      loss: significant(latest?.loss ?? NaN),
      step: run.msPerStep === undefined ? missing : t("{0} ms", significant(run.msPerStep, 3)),
      examples:
        run.msPerStep === undefined ? missing : count((run.batchSize / run.msPerStep) * 1000),
      engine: run.engine ?? missing,
      gpu: run.gpu ? memoryInUse(run.gpu) : missing,
    };
    for (const fact of facts) write(this.values[fact], told[fact]);
    for (const fact of ["left", "engine", "gpu"] as const)
      this.values[fact].parentElement?.toggleAttribute("hidden", told[fact] === missing);
    write(this.hardware, [run.gpu?.name, run.engineChoice].filter(Boolean).join(" · "));
    this.hardware.hidden = this.hardware.textContent === "";
    this.progress.max = run.epochs;
    this.progress.value = run.epoch;
    write(this.message, run.message ?? run.activity ?? waitingFor[run.status]?.() ?? "");
    this.message.hidden = this.message.textContent === "";
  }

  /** Tells that the run's folder is gone; what was known of the run stays. */
  showGone(): void {
    this.showStatus("gone");
    this.values.left.parentElement?.toggleAttribute("hidden", true);
    this.message.hidden = true;
  }

  private showStatus(status: ShownStatus): void {
    if (status === this.shownStatus) return;
    this.shownStatus = status;
    this.root.dataset["status"] = status;
    const { text, icon, actions } = looks[status];
    this.status.replaceChildren(element("vscode-icon", { name: icon, size: "14" }), text());
    const files = status === "gone" ? [] : (["openConfig", "openLog"] as const);
    this.actions.replaceChildren(...[...actions, ...files].map((action) => this.button(action)));
  }

  private button(action: RunAction): HTMLElement {
    const { text, icon } = buttons[action];
    const button = element("vscode-button", { icon, secondary: "", "data-action": action }, text());
    button.addEventListener("click", () => {
      this.act(action);
    });
    return button;
  }
}

/** What a run without a message of its own waits for. */
const waitingFor: Partial<Record<RunStatus, () => string>> = {
  queued: () => t("Waits for its turn: training starts when the runs before it have ended."),
  starting: () => t("Loads the data and prepares the engine."),
  stopping: () => t("Ends after the present step, with a checkpoint."),
};

/** How a status is read out. */
export function statusText(status: RunStatus): string {
  return looks[status].text();
}

function timeLeft({ status, etaSeconds }: RunView): string {
  return status === "running" && etaSeconds !== undefined ? duration(etaSeconds) : missing;
}

const gigabyte = 1e9;

function memoryInUse({ memoryUsedBytes, memoryTotalBytes }: GpuView): string {
  const inGigabytes = (bytes: number) => significant(bytes / gigabyte, 3);
  return t("{0} of {1} GB", inGigabytes(memoryUsedBytes), inGigabytes(memoryTotalBytes));
}

/** Leaves a text alone that is right already: a selection in it then stays. */
function write(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}
