import type { Run } from "../../runs/runFolder.js";
import type { FromTrainer } from "../../trainer/protocol.js";
import { epochLine } from "../drawing/epochLine.js";
import type { Output } from "../output.js";
import type { TrainingDisplay } from "./trainingDisplay.js";

/** Where nothing can be redrawn: one line an epoch. */
export class PlainDisplay implements TrainingDisplay {
  constructor(
    private readonly output: Output,
    private readonly run: Run,
  ) {}

  hear(message: FromTrainer): void {
    if (message.type === "started" && message.why !== undefined) this.note(message.why);
    if (message.type !== "epoch" || this.output.quiet) return;
    const { epochs, epsilon } = this.run.config;
    const { line, isBest } = message;
    this.output.terminal.out(`${epochLine(line, { epochs, epsilon, isBest })}\n`);
  }

  note(line: string): void {
    this.output.note(line);
  }

  close(): void {
    // Nothing was drawn.
  }
}
