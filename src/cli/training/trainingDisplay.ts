import type { FromTrainer } from "../../trainer/protocol.js";

/** What shows a training while it goes on. */
export interface TrainingDisplay {
  hear(message: FromTrainer): void;
  /** A line about the command itself. */
  note(line: string): void;
  /** Leaves the terminal clean. Safe to call twice. */
  close(): void;
}
