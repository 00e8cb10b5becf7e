import { exitCode } from "../exitCode.js";
import type { CommandDefinition } from "./command.js";

export const inspect: CommandDefinition = {
  summary: "Describe the net in a .gloronet, Keras .h5 or TF.js model.json file.",
  examples: [
    [
      "gloro inspect net.gloronet",
      "layers, Lipschitz estimates, and whether a frozen one is right",
    ],
    ["gloro inspect model.h5 --json", "the same of a Keras model, for a program to read"],
  ],
  define(command, act) {
    command.argument("<file>", "a .gloronet, .h5 or TF.js model.json file").action(
      act(async (output, file: string) => {
        const { readSavedNet } = await import("../../model/files/readSavedNet.js");
        // The engine is loaded while other threads take the file apart.
        const [net, { inspectModel }, { inspectionReport }] = await Promise.all([
          readSavedNet(file),
          import("../../model/files/inspectModel.js"),
          import("../models/inspectionReport.js"),
        ]);
        const inspection = await inspectModel(file, net);
        output.result(inspection, () => inspectionReport(inspection, output.paint));
        return exitCode.ok;
      }),
    );
  },
};
