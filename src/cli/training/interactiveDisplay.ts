import type { Run } from "../../runs/runFolder.js";
import type { FromTrainer } from "../../trainer/protocol.js";
import { epochLine } from "../drawing/epochLine.js";
import { progressLine } from "../drawing/progressLine.js";
import type { Progress } from "../drawing/progressLine.js";
import { RedrawnLine } from "../drawing/redrawnLine.js";
import type { Output } from "../output.js";
import type { TrainingDisplay } from "./trainingDisplay.js";

const redrawMs = 100;

/** On a terminal: one line redrawn as training goes on, and one that stays for each epoch. */
export class InteractiveDisplay implements TrainingDisplay {
  private readonly line: RedrawnLine;
  private progress: Progress;
  private steps = 0;
  private stepsPerEpoch = 1;
  private drawn = 0;

  constructor(
    private readonly output: Output,
    private readonly run: Run,
  ) {
    this.line = new RedrawnLine(output.terminal.err);
    this.progress = { epoch: 1, epochs: run.config.epochs, fraction: 0, activity: "starting" };
    this.draw();
  }

  hear(message: FromTrainer): void {
    switch (message.type) {
      case "started":
        this.stepsPerEpoch = message.stepsPerEpoch;
        this.steps = message.epochs * message.stepsPerEpoch;
        this.moveTo(message.step);
        if (message.why !== undefined) this.note(message.why);
        this.draw();
        break;
      case "activity": {
        const { activity } = message;
        this.progress = {
          ...this.progress,
          activity: activity === "training" ? undefined : activity,
        };
        this.draw();
        break;
      }
      case "progress":
        this.moveTo(message.step, message.msPerStep);
        if (performance.now() - this.drawn >= redrawMs) this.draw();
        break;
      case "steps": {
        const { loss, cleanAccuracy, vra } = message.line;
        this.progress = { ...this.progress, loss, cleanAccuracy, vra };
        break;
      }
      case "epoch": {
        const { epochs, epsilon } = this.run.config;
        const { line, isBest } = message;
        this.write(epochLine(line, { epochs, epsilon, isBest }), this.output.terminal.out);
        break;
      }
      // The command tells how it ended.
      case "ready":
      case "ended":
      case "failed":
        break;
      default:
        message satisfies never;
    }
  }

  note(line: string): void {
    this.write(line, this.output.terminal.err);
  }

  close(): void {
    this.line.clear();
  }

  private moveTo(step: number, msPerStep?: number): void {
    const { epochs } = this.progress;
    this.progress = {
      ...this.progress,
      epoch: Math.min(epochs, Math.floor(step / this.stepsPerEpoch) + 1),
      fraction: step / this.steps,
      ...(msPerStep !== undefined && { msPerStep, msLeft: (this.steps - step) * msPerStep }),
    };
  }

  private write(line: string, where: (text: string) => void): void {
    this.line.clear();
    where(`${line}\n`);
    this.draw();
  }

  private draw(): void {
    this.drawn = performance.now();
    // A line as wide as the terminal would wrap on some.
    this.line.draw(progressLine(this.progress, this.output.terminal.columns() - 1));
  }
}
