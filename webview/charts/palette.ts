/** The colours that charts are drawn in, each a colour of the editor's theme. */
export const inks = {
  background: "--vscode-editor-background",
  foreground: "--vscode-editor-foreground",
  muted: "--vscode-descriptionForeground",
  grid: "--vscode-charts-lines",
  mark: "--vscode-focusBorder",
  blue: "--vscode-charts-blue",
  green: "--vscode-charts-green",
  red: "--vscode-charts-red",
  purple: "--vscode-charts-purple",
  yellow: "--vscode-charts-yellow",
  cyan: "--vscode-terminal-ansiCyan",
} as const;

export type Ink = keyof typeof inks;

/** What the inks and the font are in one theme. */
export interface Palette {
  readonly font: string;
  readonly colors: Readonly<Record<Ink, string>>;
}
