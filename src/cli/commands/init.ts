import { exitCode } from "../exitCode.js";
import type { CommandDefinition } from "./command.js";

interface InitOptions {
  readonly recipe: string;
  readonly force?: boolean;
}

export const init: CommandDefinition = {
  summary: "Write a first config, from a recipe that comes with the program.",
  examples: [
    ["gloro init", "writes mnist-quick.gloro.json here"],
    ["gloro init nets --recipe cifar10-36-255", "writes the CIFAR-10 recipe into the folder nets"],
  ],
  define(command, act) {
    command
      .argument("[folder]", "where to write it", ".")
      .option("--recipe <name>", "which recipe", "mnist-quick")
      .option("--force", "overwrite a file of that name")
      .action(
        act(async (output, folder: string, { recipe, force = false }: InitOptions) => {
          const { copyRecipe } = await import("../recipes.js");
          const { recipeNames } = await import("../../runs/recipes.js");
          const config = copyRecipe(recipe, folder, force);
          output.result({ config, recipes: recipeNames() }, () => [config]);
          output.note(`Train it: gloro train ${config}`);
          return exitCode.ok;
        }),
      );
  },
};
