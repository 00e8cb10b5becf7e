import { exitCode } from "../exitCode.js";
import type { Refreezing } from "../models/refreezeModel.js";
import { forceOption, outOption } from "../options.js";
import type { CommandDefinition } from "./command.js";

interface RefreezingOptions {
  readonly out?: string;
  readonly force?: boolean;
}

/** Defines `gloro freeze` or `gloro unfreeze`, which differ in what is done to the constant. */
export function defineRefreezing(refreezing: Refreezing): CommandDefinition["define"] {
  return (command, act) => {
    command
      .argument("<file>", "a .gloronet file")
      .addOption(outOption("the file to write (default: the file itself)"))
      .addOption(forceOption())
      .action(
        act(async (output, file: string, { out, force = false }: RefreezingOptions) => {
          const { refreezeModel, refrozenReport } = await import("../models/refreezeModel.js");
          const refrozen = await refreezeModel(refreezing, { file, out, force });
          output.result(refrozen, () => refrozenReport(refrozen));
          return exitCode.ok;
        }),
      );
  };
}
