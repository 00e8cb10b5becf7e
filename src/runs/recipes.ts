import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UnknownWordError } from "../gloro/errors.js";
import { configSuffix } from "./configSuffix.js";
import { mediaFolder } from "./mediaFolder.js";

/** The recipes that come with the program, by name. */
export function recipeNames(): string[] {
  return readdirSync(mediaFolder("recipes"))
    .filter((file) => file.endsWith(configSuffix))
    .map((file) => file.slice(0, -configSuffix.length));
}

/** The file of a recipe. @throws UnknownWordError */
export function recipeFile(recipe: string): string {
  const known = recipeNames();
  if (!known.includes(recipe)) throw new UnknownWordError("recipe", recipe, known);
  return join(mediaFolder("recipes"), recipe + configSuffix);
}

/** What a recipe says of itself: the comment that it begins with. */
export function recipeSummary(recipe: string): string {
  const [, summary = ""] =
    /^\s*\{\s*\/\/\s*(.*)/.exec(readFileSync(recipeFile(recipe), "utf8")) ?? [];
  return summary.trim();
}
