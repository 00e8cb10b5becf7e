import { exitCode } from "../exitCode.js";
import { checkpointOption, runsOption } from "../options.js";
import { parseRadii } from "../parseNumbers.js";
import type { CommandDefinition } from "./command.js";

interface CertifyOptions {
  readonly radii?: readonly number[];
  readonly checkpoint: "best" | "last";
  readonly runs: string;
}

export const certify: CommandDefinition = {
  summary: "Certify a run's checkpoint on its test split, with proven Lipschitz bounds.",
  examples: [
    ["gloro certify last", "certifies the best checkpoint of the newest run"],
    ["gloro certify last --radii 0.1,36/255 --json", "at other radii, for a program to read"],
  ],
  define(command, act) {
    command
      .argument("<run>", "an id, its beginning, a path, or last")
      .option("--radii <list>", "radii of VRA (default: the config's)", parseRadii)
      .addOption(checkpointOption())
      .addOption(runsOption())
      .action(
        act(async (output, word: string, { runs, ...options }: CertifyOptions) => {
          const { findRun } = await import("../findRun.js");
          const { folder } = findRun(word, runs);
          const { certifyRun } = await import("../../trainer/certifyRun.js");
          const { certificateReport } = await import("../certificateReport.js");
          output.note("Evaluating the network and bounding its layers …");
          const certificate = await certifyRun(folder, options);
          output.result(certificate, () =>
            certificateReport(certificate, output.terminal.columns()),
          );
          return exitCode.ok;
        }),
      );
  },
};
