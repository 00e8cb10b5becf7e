/** `vscode.l10n.t`, handed to code that does not know VS Code. `{0}` stands for the first argument. */
export type Translate = (message: string, ...args: (string | number)[]) => string;
