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

/** npx and the like pass a signal on that their child had from the terminal: one press comes twice. */
const onePressMs = 300;

/** Trains a run with its progress shown, until it ends; Ctrl-C stops it. */
export async function trainAttached(output: Output, run: Run): Promise<ExitCode> {
  const display = createDisplay(output, run);
  let trainer: Trainer | undefined;
  let interrupts = 0;
  const stop = () => {
    if (interrupts > 0) trainer?.stop(interrupts === 1 ? "gracefully" : "now");
  };
  let interruptedAt = -Infinity;
  const interrupt = () => {
    if (performance.now() - interruptedAt < onePressMs) return;
    interruptedAt = performance.now();
    interrupts += 1;
    if (interrupts === 1) {
      display.note("Stopping after this step, with a checkpoint. Ctrl-C again stops at once.");
    }
    stop();
  };
  // Kept to the end: a late Ctrl-C must not cut the summary short.
  process.on("SIGINT", interrupt);
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
    return report(output, run, ending, interrupts > 0);
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
    case "finished":
    case "stopped":
      if (!output.json) writeSummary(output, folder);
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

function writeSummary(output: Output, folder: string): void {
  const lines = summaryLines(openRun(folder), output.terminal.columns());
  for (const line of ["", ...lines]) output.terminal.out(`${line}\n`);
}
