import { openRun } from "../../runs/runFolder.js";
import type { Run } from "../../runs/runFolder.js";
import type { Ending } from "../../trainer/ending.js";
import { startTrainer } from "../../trainer/startTrainer.js";
import type { Trainer } from "../../trainer/startTrainer.js";
import { exitCode } from "../exitCode.js";
import type { ExitCode } from "../exitCode.js";
import type { Output } from "../output.js";
import { summaryLines } from "../runSummary.js";
import { createDisplay } from "./createDisplay.js";
import { Interrupts } from "./interrupts.js";

interface Company {
  readonly interrupts: Interrupts;
  /** Other runs follow, so that how this one stands is no summary of the command. */
  readonly isOneOfMany: boolean;
}

/** Trains a run with its progress shown, until it ends; Ctrl-C stops it. */
export async function trainAttached(
  output: Output,
  run: Run,
  { interrupts, isOneOfMany }: Company = { interrupts: new Interrupts(), isOneOfMany: false },
): Promise<ExitCode> {
  const display = createDisplay(output, run);
  let trainer: Trainer | undefined;
  const stop = () => {
    if (interrupts.count > 0) trainer?.stop(interrupts.count === 1 ? "gracefully" : "now");
  };
  interrupts.listen(() => {
    if (interrupts.count === 1) {
      display.note("Stopping after this step, with a checkpoint. Ctrl-C again stops at once.");
    }
    stop();
  });
  try {
    trainer = await startTrainer({
      folder: run.folder,
      attachment: "attached",
      onMessage: (message) => {
        display.hear(message);
      },
    });
    // The first Ctrl-C may have come before there was a trainer.
    stop();
    const ending = await trainer.ending;
    display.close();
    if (!output.json && !isOneOfMany && isGood(ending)) writeSummary(output, run.folder);
    return report(output, run, ending, interrupts.count > 0);
  } finally {
    display.close();
    trainer?.dispose();
  }
}

function report(output: Output, run: Run, ending: Ending, interrupted: boolean): ExitCode {
  const { id, folder } = run;
  if (output.json) {
    output.terminal.out(`${JSON.stringify({ type: "ending", run: id, folder, ...ending })}\n`);
  }
  switch (ending.kind) {
    // Told by the summary, or by what follows.
    case "finished":
    case "stopped":
      break;
    case "killed":
      output.terminal.err(`gloro: the trainer was killed by ${ending.signal}.\n`);
      output.note(`Go on from the last checkpoint: gloro train --resume ${id}`);
      break;
    case "failed":
      output.terminal.err(
        ending.defect
          ? `gloro: this is a defect of the program; please report it.\n${ending.message}\n`
          : `gloro: ${ending.message}\n`,
      );
      output.note(`The run: ${folder}`);
      break;
    case "released":
      break;
    default:
      ending satisfies never;
  }
  if (interrupted && ending.kind !== "finished") return exitCode.interrupted;
  return ending.kind === "killed" || ending.kind === "failed" ? exitCode.failed : exitCode.ok;
}

function isGood({ kind }: Ending): boolean {
  return kind === "finished" || kind === "stopped";
}

function writeSummary(output: Output, folder: string): void {
  const lines = summaryLines(openRun(folder), output.terminal.columns());
  for (const line of ["", ...lines]) output.terminal.out(`${line}\n`);
}
