import { exitCode } from "../exitCode.js";
import { forceOption, outOption } from "../options.js";
import type { CommandDefinition } from "./command.js";

interface UnfreezeOptions {
  readonly out?: string;
  readonly force?: boolean;
}

export const unfreeze: CommandDefinition = {
  summary: "Let the Lipschitz constant of a frozen net be computed from its weights again.",
  examples: [
    ["gloro unfreeze net.gloronet", "in the file itself: gloro 1.1.1 loads it again"],
    ["gloro unfreeze frozen.gloronet -o net.gloronet", "in another file"],
  ],
  define(command, act) {
    command
      .argument("<file>", "a .gloronet file")
      .addOption(outOption("the file to write (default: the file itself)"))
      .addOption(forceOption())
      .action(
        act(async (output, file: string, { out, force = false }: UnfreezeOptions) => {
          const { refrozenReport, unfreezeModel } = await import("../models/freezeModel.js");
          const unfrozen = await unfreezeModel({ file, out, force });
          output.result(unfrozen, () => refrozenReport(unfrozen));
          return exitCode.ok;
        }),
      );
  },
};
