import { exitCode } from "../exitCode.js";
import { checkpointOption, runsOption } from "../options.js";
import { parseCount, parseRadii } from "../parseNumbers.js";
import { UsageError } from "../usageError.js";
import type { CommandDefinition } from "./command.js";

interface AttackOptions {
  readonly data?: string;
  readonly epsilon?: readonly number[];
  readonly steps?: number;
  readonly restarts?: number;
  readonly limit?: number;
  readonly minimal?: boolean;
  readonly checkpoint: "best" | "last";
  readonly runs: string;
}

export const attack: CommandDefinition = {
  summary: "Attack a network, and each of its certificates at its radius.",
  examples: [
    ["gloro attack last", "attacks the best checkpoint of the newest run"],
    ["gloro attack last --epsilon 0.1,0.3 --limit 1000", "at two radii, on 1000 test examples"],
    ["gloro attack net.gloronet --data mnist --json", "attacks a file, for a program to read"],
  ],
  define(command, act) {
    command
      .argument("<run>", "a run's id, its beginning, a path, or last; or a .gloronet or .h5 file")
      .option("--data <source>", "mnist, or a path of data (default: the run's)")
      .option("--epsilon <list>", "radii of the attacks (default: the net's)", parseRadii)
      .option("--steps <count>", "steps from each start (default: 20)", parseCount)
      .option("--restarts <count>", "starts (default: 4)", parseCount)
      .option("--limit <count>", "attack the first test examples only", parseCount)
      .option("--minimal", "shorten the perturbations that were found")
      .addOption(checkpointOption())
      .addOption(runsOption())
      .action(
        act(async (output, word: string, given: AttackOptions) => {
          const { runs, epsilon: epsilons, data, checkpoint, steps, restarts, limit } = given;
          const { modelFileEndings } = await import("../../model/files/modelFileEndings.js");
          const { attackReport } = await import("../attackReport.js");
          const { AttackLine } = await import("../drawing/attackLine.js");
          const line = new AttackLine(output);
          const options = {
            ...{ epsilons, steps, restarts, limit },
            minimal: given.minimal,
            onProgress: line.draw,
          };
          const check = async () => {
            if (modelFileEndings.some((ending) => word.endsWith(ending))) {
              if (data === undefined) throw new UsageError(`Name the data: ${word} --data mnist`);
              const { attackFile } = await import("../../trainer/attackFile.js");
              return attackFile(word, { ...options, data });
            }
            const { findRun } = await import("../findRun.js");
            const { folder } = findRun(word, runs);
            const { attackRun } = await import("../../trainer/attackRun.js");
            return attackRun(folder, { ...options, data, checkpoint });
          };
          const result = await check().finally(line.clear);
          output.result(result, () => attackReport(result));
          return result.certificates.broken.length > 0 ? exitCode.failed : exitCode.ok;
        }),
      );
  },
};
