import { copyFileSync, constants, existsSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { recipeFile } from "../runs/recipes.js";
import { UsageError } from "./usageError.js";

/**
 * Copies a recipe into a folder, made if it is not there.
 *
 * @returns The path of the config.
 * @throws UnknownWordError; UsageError where there is such a file, unless `overwrite`.
 */
export function copyRecipe(recipe: string, folder: string, overwrite: boolean): string {
  const source = recipeFile(recipe);
  const target = join(folder, basename(source));
  if (!overwrite && existsSync(target)) {
    throw new UsageError(`${target} is there already. Overwrite it with --force.`);
  }
  mkdirSync(folder, { recursive: true });
  copyFileSync(source, target, overwrite ? 0 : constants.COPYFILE_EXCL);
  return target;
}
