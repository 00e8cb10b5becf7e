import { exitCode } from "../exitCode.js";
import { checkpointOption, runsOption } from "../options.js";
import { parseRadii, parseRadius } from "../parseNumbers.js";
import { UsageError } from "../usageError.js";
import type { CommandDefinition } from "./command.js";

interface EvaluateOptions {
  readonly radii?: readonly number[];
  readonly data?: string;
  readonly epsilon?: number;
  readonly checkpoint: "best" | "last";
  readonly runs: string;
}

export const evaluate: CommandDefinition = {
  summary: "Evaluate a run's checkpoint, or a model file, by the training's estimates.",
  examples: [
    ["gloro evaluate last", "evaluates the best checkpoint of the newest run"],
    ["gloro evaluate last --radii 0.1,36/255 --json", "at other radii, for a program to read"],
    [
      "gloro evaluate net.gloronet --data mnist",
      "evaluates a file, also one of the Python library",
    ],
  ],
  define(command, act) {
    command
      .argument(
        "<run>",
        "a run's id, its beginning, a path, or last; or a .gloronet, .h5 or TF.js model.json file",
      )
      .option("--data <source>", "of a file: mnist, or a path of data (its test split is taken)")
      .option("--epsilon <radius>", "of a file: in place of its own", parseRadius)
      .option("--radii <list>", "radii of VRA (default: the config's)", parseRadii)
      .addOption(checkpointOption())
      .addOption(runsOption())
      .action(
        act(async (output, word: string, { runs, data, epsilon, ...options }: EvaluateOptions) => {
          const { modelFileEndings } = await import("../../model/files/modelFileEndings.js");
          if (modelFileEndings.some((ending) => word.endsWith(ending))) {
            if (data === undefined) throw new UsageError(`Name the data: ${word} --data mnist`);
            const { evaluateFile } = await import("../../trainer/evaluateFile.js");
            const { fileEvaluationReport } = await import("../evaluationReport.js");
            const result = await evaluateFile(word, { data, epsilon, radii: options.radii });
            output.result(result, () => fileEvaluationReport(result, output.terminal.columns()));
            return exitCode.ok;
          }
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
