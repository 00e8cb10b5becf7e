/** Gives a text in the user's language, `vscode.l10n.t` in VS Code. `{0}` stands for the first argument. */
export type Translate = (message: string, ...args: (string | number)[]) => string;

/** The text as it stands, with its arguments. */
export const untranslated: Translate = (message, ...args) =>
  message.replaceAll(/\{(\d+)\}/g, (place, index: string) => String(args[Number(index)] ?? place));
