import { exitCode } from "../exitCode.js";
import { checkpointOption, runsOption } from "../options.js";
import { parseRadii } from "../parseNumbers.js";
import type { CommandDefinition } from "./command.js";

interface EvaluateOptions {
  readonly radii?: readonly number[];
  readonly checkpoint: "best" | "last";
  readonly runs: string;
}

export const evaluate: CommandDefinition = {
  summary: "Evaluate a run's checkpoint on its test split, by the training's estimates.",
  examples: [
    ["gloro evaluate last", "evaluates the best checkpoint of the newest run"],
    ["gloro evaluate last --radii 0.1,36/255 --json", "at other radii, for a program to read"],
  ],
  define(command, act) {
    command
      .argument("<run>", "an id, its beginning, a path, or last")
      .option("--radii <list>", "radii of VRA (default: the config's)", parseRadii)
      .addOption(checkpointOption())
      .addOption(runsOption())
      .action(
        act(async (output, word: string, { runs, ...options }: EvaluateOptions) => {
          const { findRun } = await import("../findRun.js");
          const { folder } = findRun(word, runs);
          const { evaluateRun } = await import("../../trainer/evaluateRun.js");
          const { evaluationReport } = await import("../evaluationReport.js");
          const result = await evaluateRun(folder, options);
          output.result(result, () => evaluationReport(result, output.terminal.columns()));
          return exitCode.ok;
        }),
      );
  },
};
