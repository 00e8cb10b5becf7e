import { engineOption, runsOption } from "../options.js";
import type { TrainOptions } from "../training/trainCommand.js";
import type { CommandDefinition } from "./command.js";

export const train: CommandDefinition = {
  summary: "Train a network, or a sweep, as a config describes it, or go on with a run.",
  examples: [
    ["gloro train mnist-quick.gloro.json", "trains, and draws how it goes"],
    [
      "gloro train mnist-quick.gloro.json --set epochs=2 --set optimizer.name=sgd",
      "the same with other settings",
    ],
    ["gloro train --resume last", "goes on with the newest run from its last checkpoint"],
    ["gloro train --resume last --set batchSize=64", "the same with less memory"],
    [
      "gloro train sweep.gloro.json",
      "trains the runs of its sweep one after the other; again, those that are left",
    ],
    ["gloro train mnist-0.3.gloro.json --detach", "trains on after this terminal is closed"],
  ],
  define(command, act) {
    command
      .argument("[config]", "a *.gloro.json file")
      .option("--set <path=value>", "change a setting of the config (repeatable)", collect)
      .option("--resume <run>", "go on with a run: an id, its beginning, a path, or last")
      .option(
        "--from <file>",
        "begin with the weights of a .gloronet, .h5 or TF.js model.json file",
      )
      .addOption(engineOption())
      .option("--devices <count>", "GPUs that share each batch, on the engine tensorflow")
      .option("--detach", "return when training has started, and train on alone")
      .addOption(runsOption())
      .action(
        act(async (output, config: string | undefined, options: TrainOptions) => {
          const { trainCommand } = await import("../training/trainCommand.js");
          return trainCommand(output, config, options);
        }),
      );
  },
};

function collect(setting: string, before: readonly string[] = []): string[] {
  return [...before, setting];
}
