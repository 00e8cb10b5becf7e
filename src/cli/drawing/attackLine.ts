import type { AttackProgress } from "../../trainer/attackNetwork.js";
import type { Output } from "../output.js";
import { bar } from "./bar.js";
import { duration } from "./numbers.js";
import { RedrawnLine } from "./redrawnLine.js";

const barWidth = 24;

/** How far an attack has come: one redrawn line on a terminal, and nothing elsewhere. */
export class AttackLine {
  private readonly line: RedrawnLine;
  private readonly isDrawn: boolean;
  private readonly started = performance.now();

  constructor({ terminal, quiet }: Output) {
    this.line = new RedrawnLine(terminal.err);
    this.isDrawn = terminal.isInteractive && !quiet;
  }

  readonly draw = (progress: AttackProgress): void => {
    if (this.isDrawn) this.line.draw(attackLine(progress, performance.now() - this.started));
  };

  readonly clear = (): void => {
    this.line.clear();
  };
}

/** An attack's progress in a line, after so many milliseconds. */
export function attackLine({ done, examples, violations }: AttackProgress, spent: number): string {
  const filled = bar(done / examples, barWidth).padEnd(barWidth, "░");
  const left = (spent / done) * (examples - done);
  return [
    `attacked ${done}/${examples}`,
    filled,
    `${violations} certificates broken`,
    `${duration(left)} left`,
  ].join("  ");
}
