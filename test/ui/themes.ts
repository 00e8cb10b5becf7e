/** A theme that comes with VS Code. */
export interface Theme {
  /** What the setting `workbench.colorTheme` calls it. */
  readonly name: string;
  /** The class that the window has in it. */
  readonly windowClass: string;
}

/** Light, dark, and the two of high contrast. */
export const themes = {
  light: { name: "Light Modern", windowClass: "vscode-theme-defaults-themes-light_modern-json" },
  dark: { name: "Dark Modern", windowClass: "vscode-theme-defaults-themes-dark_modern-json" },
  "high-contrast": { name: "Default High Contrast", windowClass: "hc-black" },
  "high-contrast-light": { name: "Default High Contrast Light", windowClass: "hc-light" },
} satisfies Record<string, Theme>;
