import { withActivity } from "../drawing/withActivity.js";
import { exitCode } from "../exitCode.js";
import { checkpointOption, outOption, runsOption } from "../options.js";
import { parseRadii } from "../parseNumbers.js";
import { UsageError } from "../usageError.js";
import type { CommandDefinition } from "./command.js";

interface CertifyOptions {
  readonly data?: string;
  readonly epsilon?: readonly number[];
  readonly quick?: boolean;
  readonly anyOrder?: boolean;
  readonly out?: string;
  readonly checkpoint: "best" | "last";
  readonly runs: string;
}

export const certify: CommandDefinition = {
  summary: "Certify a run's checkpoint, or a model file, with proven bounds.",
  examples: [
    ["gloro certify last", "certifies the best checkpoint of the newest run on its test split"],
    ["gloro certify last --epsilon 0.1,36/255 --json", "at other radii, for a program to read"],
    ["gloro certify net.gloronet --data mnist", "certifies a file, also one of the Python library"],
    ["gloro certify last --any-order", "whichever program runs the network, an ONNX export say"],
    [
      "gloro certify last -o net.gloro-certificate.json",
      "also writes what gloro verify checks, and net.gloronet",
    ],
  ],
  define(command, act) {
    command
      .argument("<run>", "a run's id, its beginning, a path, or last; or a .gloronet or .h5 file")
      .option("--data <source>", "of a file: mnist, or a path of data (its test split is taken)")
      .option("--epsilon <list>", "radii of VRA, the first as ε (default: its own)", parseRadii)
      .option("--quick", "take the power method's estimates: proves nothing")
      .option("--any-order", "certify sums in any order: also for runtimes other than gloro's")
      .addOption(outOption("a .gloro-certificate.json file to write; of a run, the net beside it"))
      .addOption(checkpointOption())
      .addOption(runsOption())
      .action(
        act(async (output, word: string, options: CertifyOptions) => {
          const { data, epsilon: epsilons, quick: isQuick, checkpoint, out } = options;
          const sums = options.anyOrder ? "inAnyOrder" : "inBlocks";
          if (out !== undefined) checkOut(out, isQuick);
          const { certificateDocument } = await import("../certificateDocument.js");
          const { certificateReport } = await import("../certificateReport.js");
          const { terminal } = output;
          const { modelFileEndings } = await import("../../model/files/modelFileEndings.js");
          if (modelFileEndings.some((ending) => word.endsWith(ending))) {
            if (data === undefined) throw new UsageError(`Name the data: ${word} --data mnist`);
            const { certifyFile } = await import("../../trainer/certifyFile.js");
            const result = await withActivity(output, activity, (report) =>
              certifyFile(word, { data, epsilons, isQuick, sums, out, report }),
            );
            output.result(certificateDocument(result), () =>
              certificateReport(word, result, terminal.columns()),
            );
            return exitCode.ok;
          }
          const { findRun } = await import("../findRun.js");
          const { folder } = findRun(word, options.runs);
          const { certifyRun } = await import("../../trainer/certifyRun.js");
          const result = await withActivity(output, activity, (report) =>
            certifyRun(folder, { checkpoint, epsilons, isQuick, sums, out, report }),
          );
          output.result(certificateDocument(result), () =>
            certificateReport(
              `${result.run}, ${checkpoint} checkpoint (epoch ${result.epoch})`,
              result,
              terminal.columns(),
            ),
          );
          return exitCode.ok;
        }),
      );
  },
};

const activity = "Evaluating the network and bounding its layers";

// As src/formats/certificate has it, which is not loaded for a help text.
const certificateEnding = ".gloro-certificate.json";

function checkOut(out: string, isQuick: boolean | undefined): void {
  if (isQuick) throw new UsageError("--quick proves nothing: leave it out to write a certificate.");
  if (!out.endsWith(certificateEnding)) {
    throw new UsageError(
      `A certificate's name ends in ${certificateEnding}: ${out}${certificateEnding}`,
    );
  }
}
