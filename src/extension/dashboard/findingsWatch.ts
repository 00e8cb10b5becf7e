import { readAttackRecord } from "../../runs/attackRecord.js";
import type { RunEvent } from "../../runs/followRun.js";
import type { EpochLine, StepsLine } from "../../runs/metrics.js";
import type { Run } from "../../runs/runFolder.js";
import type { RunState } from "../../runs/state.js";
import type { Translate } from "../../runs/translate.js";
import { tellFinding } from "../../runs/vraFindingWords.js";
import { vraFindings } from "../../runs/vraFindings.js";
import type { FindingView } from "./messages.js";

/** Looks for what keeps a run's VRA low, whenever an epoch or the run has ended. */
export class FindingsWatch {
  private readonly epochs: EpochLine[] = [];
  /** Of the steps the last line is enough. */
  private lastSteps: StepsLine | undefined;
  private state: RunState | undefined;
  private told = "[]";

  constructor(
    private readonly run: Run,
    private readonly translate: Translate,
  ) {}

  /** @returns what holds after an event of the run; nothing where that is as it was. */
  hear(event: RunEvent): readonly FindingView[] | undefined {
    switch (event.type) {
      case "state": {
        const isNews = event.state.status !== this.state?.status;
        this.state = event.state;
        return isNews ? this.look() : undefined;
      }
      case "metrics": {
        const epochs = event.lines.filter((line) => line.type === "epoch");
        this.epochs.push(...epochs);
        this.lastSteps = event.lines.findLast((line) => line.type === "steps") ?? this.lastSteps;
        return epochs.length > 0 ? this.look() : undefined;
      }
      case "rewound":
        this.epochs.length = 0;
        this.lastSteps = undefined;
        return this.look();
      default:
        return event satisfies never;
    }
  }

  private look(): readonly FindingView[] | undefined {
    const { folder, config, state } = this.run;
    const findings = vraFindings({
      config,
      state: this.state ?? state,
      lines: [...(this.lastSteps ? [this.lastSteps] : []), ...this.epochs],
      tightness: readAttackRecord(folder)?.margin,
    }).map((finding) => tellFinding(finding, this.translate));
    const told = JSON.stringify(findings);
    if (told === this.told) return undefined;
    this.told = told;
    return findings;
  }
}
