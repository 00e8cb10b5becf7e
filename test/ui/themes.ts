/** VS Code's own themes: light, dark, and the two of high contrast. */
export const themes = {
  light: "Light Modern",
  dark: "Dark Modern",
  "high-contrast": "Default High Contrast",
  "high-contrast-light": "Default High Contrast Light",
};
export type ThemeName = keyof typeof themes;
