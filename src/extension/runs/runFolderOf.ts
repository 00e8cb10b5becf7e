import { isAbsolute } from "node:path";

/** The run's folder in what a command was given: an absolute path, or a tree item of a run, or of its model. */
export function runFolderOf(argument: unknown): string | undefined {
  if (isModel(argument)) return runFolderOf(argument.run);
  const folder = isItem(argument) ? argument.folder : argument;
  return typeof folder === "string" && isAbsolute(folder) ? folder : undefined;
}

function isItem(argument: unknown): argument is { readonly folder: unknown } {
  return typeof argument === "object" && argument !== null && "folder" in argument;
}

function isModel(argument: unknown): argument is { readonly run: unknown } {
  return typeof argument === "object" && argument !== null && "run" in argument;
}
