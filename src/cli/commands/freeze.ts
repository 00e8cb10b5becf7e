import { exitCode } from "../exitCode.js";
import { forceOption, outOption } from "../options.js";
import type { CommandDefinition } from "./command.js";

interface FreezeOptions {
  readonly out?: string;
  readonly force?: boolean;
}

export const freeze: CommandDefinition = {
  summary: "Keep the Lipschitz constant of a .gloronet file's net as a constant.",
  examples: [
    ["gloro freeze net.gloronet", "settles the estimate and stores it in the file itself"],
    ["gloro freeze net.gloronet -o frozen.gloronet", "in another file"],
  ],
  define(command, act) {
    command
      .argument("<file>", "a .gloronet file")
      .addOption(outOption("the file to write (default: the file itself)"))
      .addOption(forceOption())
      .action(
        act(async (output, file: string, { out, force = false }: FreezeOptions) => {
          const { freezeModel, refrozenReport } = await import("../models/freezeModel.js");
          const frozen = await freezeModel({ file, out, force });
          output.result(frozen, () => refrozenReport(frozen));
          return exitCode.ok;
        }),
      );
  },
};
