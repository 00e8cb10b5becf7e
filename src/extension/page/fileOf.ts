/** The file in what a command was given: a path, a URI, or an item of a view. */
export function fileOf(argument: unknown): string | undefined {
  if (typeof argument === "string" && argument !== "") return argument;
  if (typeof argument !== "object" || argument === null) return undefined;
  const { fsPath, file } = argument as { readonly fsPath?: unknown; readonly file?: unknown };
  return [fsPath, file].find((path) => typeof path === "string");
}

/**
 * The files that a command was given: those of a kind that are selected, where there are several.
 *
 * @param argument what the command was called on, which is one of them
 * @param selected what a menu passes beside it
 * @param ending of the kind's names
 */
export function filesOf(argument: unknown, selected: unknown, ending: string): string[] {
  const first = fileOf(argument);
  const others = Array.isArray(selected) ? selected.map(fileOf) : [];
  const meant = others.filter((file) => file?.endsWith(ending));
  return [...new Set([first, ...meant])].filter((file) => file !== undefined);
}
