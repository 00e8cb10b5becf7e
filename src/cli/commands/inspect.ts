import { exitCode } from "../exitCode.js";
import type { CommandDefinition } from "./command.js";

export const inspect: CommandDefinition = {
  summary: "Describe the net in a .gloronet or Keras .h5 file.",
  examples: [
    [
      "gloro inspect net.gloronet",
      "layers, Lipschitz estimates, and whether a frozen one is right",
    ],
    ["gloro inspect model.h5 --json", "the same of a Keras model, for a program to read"],
  ],
  define(command, act) {
    command.argument("<file>", "a .gloronet or .h5 file").action(
      act(async (output, file: string) => {
        const { inspectModel } = await import("../models/inspectModel.js");
        const { inspectionReport } = await import("../models/inspectionReport.js");
        const inspection = await inspectModel(file);
        output.result(inspection, () => inspectionReport(inspection, output.paint));
        return exitCode.ok;
      }),
    );
  },
};
