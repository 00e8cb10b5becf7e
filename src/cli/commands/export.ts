import { Option } from "commander";
import { exportEndings } from "../../model/files/exportKinds.js";
import type { ExportKind } from "../../model/files/exportKinds.js";
import { exitCode } from "../exitCode.js";
import { forceOption, outOption } from "../options.js";
import { parseRadius } from "../parseNumbers.js";
import type { CommandDefinition } from "./command.js";

interface ExportOptions {
  readonly to: ExportKind;
  readonly epsilon?: number;
  readonly python?: "1.1.1" | "HEAD";
  readonly out?: string;
  readonly force?: boolean;
}

export const exportModel: CommandDefinition = {
  summary: "Write the net of a file as an ONNX, Keras, TF.js or .gloronet file.",
  examples: [
    ["gloro export net.gloronet --to onnx", "net.onnx, which certifies its own predictions"],
    ["gloro export net.gloronet --to tfjs -o web/model.json", "for tf.loadLayersModel"],
    [
      "gloro export net.gloronet --to gloronet --python 1.1.1 -o old.gloronet",
      "for release 1.1.1 of the Python library",
    ],
  ],
  define(command, act) {
    const kind = new Option("--to <kind>", "the kind of file");
    const python = new Option("--python <release>", "with gloronet: for which Python release");
    command
      .argument("<file>", "a .gloronet, .h5 or TF.js model.json file")
      .addOption(kind.choices(Object.keys(exportEndings)).makeOptionMandatory())
      .option("--epsilon <radius>", "with onnx and gloronet: the radius to certify", parseRadius)
      .addOption(python.choices(["1.1.1", "HEAD"]))
      .addOption(outOption("the file to write (default: beside the file)"))
      .addOption(forceOption())
      .action(
        act(async (output, file: string, { force = false, ...options }: ExportOptions) => {
          const models = await import("../models/exportModel.js");
          const { to, epsilon, python, out } = options;
          const exported = await models.exportModel({ file, to, epsilon, python, out, force });
          output.result(exported, () => models.exportReport(exported));
          if (to === "keras" || to === "tfjs") output.note(networkAlone);
          return exitCode.ok;
        }),
      );
  },
};

const networkAlone = "The file holds the network alone: no ε, no relaxation, no frozen constant.";
