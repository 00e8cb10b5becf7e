import { isAbsolute } from "node:path";

/** The run's folder in what a command was given: an absolute path, or a tree item of a run, or of its model. */
export function runFolderOf(argument: unknown): string | undefined {
  if (isModel(argument)) return runFolderOf(argument.run);
  const folder = isItem(argument) ? argument.folder : argument;
  return typeof folder === "string" && isAbsolute(folder) ? folder : undefined;
}

/**
 * The runs' folders in what a command for several was given: an object with `folders`; or else the items
 * that are selected, or the one that it was called on.
 */
export function runFoldersOf(argument: unknown, selected: unknown): string[] {
  const given: readonly unknown[] = isList(argument)
    ? argument.folders
    : Array.isArray(selected) && selected.length > 0
      ? selected
      : [argument];
  return given.map(runFolderOf).filter((folder) => folder !== undefined);
}

function isList(argument: unknown): argument is { readonly folders: readonly unknown[] } {
  return (
    typeof argument === "object" &&
    argument !== null &&
    "folders" in argument &&
    Array.isArray(argument.folders)
  );
}

function isItem(argument: unknown): argument is { readonly folder: unknown } {
  return typeof argument === "object" && argument !== null && "folder" in argument;
}

function isModel(argument: unknown): argument is { readonly run: unknown } {
  return typeof argument === "object" && argument !== null && "run" in argument;
}
