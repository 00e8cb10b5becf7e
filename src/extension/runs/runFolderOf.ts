import { isAbsolute } from "node:path";

/** The run's folder in what a command was given: an absolute path, or a tree item that has one. */
export function runFolderOf(argument: unknown): string | undefined {
  const folder = isItem(argument) ? argument.folder : argument;
  return typeof folder === "string" && isAbsolute(folder) ? folder : undefined;
}

function isItem(argument: unknown): argument is { readonly folder: unknown } {
  return typeof argument === "object" && argument !== null && "folder" in argument;
}
