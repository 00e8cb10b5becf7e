import type { Run } from "../../runs/runFolder.js";
import type { FromTrainer } from "../../trainer/protocol.js";
import type { Output } from "../output.js";
import type { TrainingDisplay } from "./trainingDisplay.js";

/** For programs: one JSON document a line, the run first. */
export class JsonDisplay implements TrainingDisplay {
  constructor(
    private readonly output: Output,
    { id, folder }: Run,
  ) {
    this.write({ type: "run", run: id, folder });
  }

  hear(message: FromTrainer): void {
    switch (message.type) {
      case "started":
      case "activity":
      case "progress":
        this.write(message);
        break;
      case "steps":
      case "epoch":
        this.write(message.line);
        break;
      // The command's own last line tells how it ended.
      case "ready":
      case "ended":
      case "failed":
        break;
      default:
        message satisfies never;
    }
  }

  note(line: string): void {
    this.output.note(line);
  }

  close(): void {
    // Every line is whole.
  }

  private write(document: unknown): void {
    this.output.terminal.out(`${JSON.stringify(document)}\n`);
  }
}
