import { copyFileSync, constants, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { UnknownWordError } from "../gloro/errors.js";
import { UsageError } from "./usageError.js";

const suffix = ".gloro.json";

/** The recipes that come with the program, by name. */
export function recipeNames(): string[] {
  return readdirSync(recipesFolder())
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length));
}

/**
 * Copies a recipe into a folder, made if it is not there.
 *
 * @returns The path of the config.
 * @throws UnknownWordError; UsageError where there is such a file, unless `overwrite`.
 */
export function copyRecipe(recipe: string, folder: string, overwrite: boolean): string {
  const known = recipeNames();
  if (!known.includes(recipe)) throw new UnknownWordError("recipe", recipe, known);
  const target = join(folder, recipe + suffix);
  if (!overwrite && existsSync(target)) {
    throw new UsageError(`${target} is there already. Overwrite it with --force.`);
  }
  mkdirSync(folder, { recursive: true });
  const mode = overwrite ? 0 : constants.COPYFILE_EXCL;
  copyFileSync(join(recipesFolder(), recipe + suffix), target, mode);
  return target;
}

/** `media/recipes`, seen from the source and from the bundle in `dist`. */
function recipesFolder(): string {
  const up = import.meta.url.endsWith(".ts") ? "../../" : "../";
  return fileURLToPath(new URL(`${up}media/recipes`, import.meta.url));
}
