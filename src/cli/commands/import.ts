import { exitCode } from "../exitCode.js";
import { forceOption, outOption } from "../options.js";
import { parseRadius } from "../parseNumbers.js";
import type { CommandDefinition } from "./command.js";

interface ImportOptions {
  readonly out: string;
  readonly epsilon: number;
  readonly force?: boolean;
}

export const importModel: CommandDefinition = {
  summary: "Make a .gloronet file of a Keras .h5 file that ends in logits.",
  examples: [
    ["gloro import model.h5 -o net.gloronet --epsilon 36/255", "a net that certifies at 36/255"],
  ],
  define(command, act) {
    command
      .argument("<file>", "a Keras 2 .h5 file")
      .addOption(outOption("the .gloronet file to write").makeOptionMandatory())
      .requiredOption("--epsilon <radius>", "the radius to certify", parseRadius)
      .addOption(forceOption())
      .action(
        act(async (output, file: string, { force = false, ...options }: ImportOptions) => {
          const models = await import("../models/importModel.js");
          const { out, epsilon } = options;
          const imported = await models.importModel({ file, out, epsilon, force });
          output.result(imported, () => models.importReport(imported));
          return exitCode.ok;
        }),
      );
  },
};
