import { exitCode } from "../exitCode.js";
import { runsOption } from "../options.js";
import type { CommandDefinition } from "./command.js";

interface RunsOptions {
  readonly runs: string;
}

interface StopOptions extends RunsOptions {
  readonly now?: boolean;
}

export const runs: CommandDefinition = {
  summary: "List, show, stop or remove runs. RUN is an id, its beginning, a path, or last.",
  examples: [
    ["gloro runs", "lists the runs in .gloro/runs, newest first"],
    ["gloro runs show last", "shows how the newest run stands"],
    ["gloro runs stop 20261122-1415", "asks a run to save a checkpoint and stop"],
  ],
  define(command, act) {
    command
      .command("list", { isDefault: true })
      .description("List the runs, newest first.")
      .addOption(runsOption())
      .action(
        act(async (output, { runs: folder }: RunsOptions) => {
          const { listCommand } = await import("../runList.js");
          listCommand(output, folder);
          return exitCode.ok;
        }),
      );
    command
      .command("show")
      .description("Show a run: its state, its last evaluation, its files.")
      .argument("<run>", "which run")
      .addOption(runsOption())
      .action(
        act(async (output, word: string, { runs: folder }: RunsOptions) => {
          const { findRun } = await import("../findRun.js");
          const { showRun } = await import("../runSummary.js");
          showRun(output, findRun(word, folder));
          return exitCode.ok;
        }),
      );
    command
      .command("stop")
      .description("Ask a run to save a checkpoint and stop, and wait until it has.")
      .argument("<run>", "which run")
      .option("--now", "end it at once, without a checkpoint")
      .addOption(runsOption())
      .action(
        act(async (output, word: string, { runs: folder, now = false }: StopOptions) => {
          const { findRun } = await import("../findRun.js");
          const { stopRun } = await import("../../trainer/stopRun.js");
          const run = findRun(word, folder);
          if (!now) output.note(`Asked ${run.id} to stop after its present step.`);
          const state = await stopRun(run.folder, now ? "now" : "gracefully");
          output.result({ run: run.id, state }, () => [`${run.id} ${state.status}`]);
          return exitCode.ok;
        }),
      );
    command
      .command("remove")
      .description("Delete a run with its checkpoints. A run that is being trained stays.")
      .argument("<run>", "which run")
      .addOption(runsOption())
      .action(
        act(async (output, word: string, { runs: folder }: RunsOptions) => {
          const { findRun } = await import("../findRun.js");
          const { removeRun } = await import("../../runs/runFolder.js");
          const run = findRun(word, folder);
          removeRun(run.folder);
          output.result({ removed: run.id }, () => [`Removed ${run.id}.`]);
          return exitCode.ok;
        }),
      );
  },
};
