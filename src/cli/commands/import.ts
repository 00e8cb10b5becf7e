import { Option } from "commander";
import { pytorchArchitectures } from "../../model/files/pytorchArchitectures.js";
import type { PytorchArchitecture } from "../../model/files/pytorchArchitectures.js";
import { exitCode } from "../exitCode.js";
import { forceOption, outOption } from "../options.js";
import { parseRadius } from "../parseNumbers.js";
import type { CommandDefinition } from "./command.js";

interface ImportOptions {
  readonly out: string;
  readonly epsilon: number;
  readonly architecture?: PytorchArchitecture;
  readonly force?: boolean;
}

export const importModel: CommandDefinition = {
  summary: "Make a .gloronet file of a Keras, TF.js or PyTorch model that ends in logits.",
  examples: [
    ["gloro import model.h5 -o net.gloronet --epsilon 36/255", "a net that certifies at 36/255"],
    [
      "gloro import liresnet.safetensors --architecture liresnet -o net.gloronet --epsilon 36/255",
      "PyTorch weights of LiResNet",
    ],
  ],
  define(command, act) {
    const architecture = new Option("--architecture <name>", "of .safetensors: whose weights");
    command
      .argument("<file>", "a Keras 2 .h5 file, a TF.js model.json or a .safetensors file")
      .addOption(outOption("the .gloronet file to write").makeOptionMandatory())
      .requiredOption("--epsilon <radius>", "the radius to certify", parseRadius)
      .addOption(architecture.choices(Object.keys(pytorchArchitectures)))
      .addOption(forceOption())
      .action(
        act(async (output, file: string, { force = false, ...options }: ImportOptions) => {
          const models = await import("../models/importModel.js");
          const { out, epsilon, architecture } = options;
          const imported = await models.importModel({ file, out, epsilon, architecture, force });
          output.result(imported, () => models.importReport(imported));
          return exitCode.ok;
        }),
      );
  },
};
