import { inks } from "./palette.js";
import type { Ink, Palette } from "./palette.js";

/** The colours of the editor's present theme. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const color = (variable: string) => style.getPropertyValue(variable).trim();
  const foreground = color(inks.foreground);
  const colors = Object.fromEntries(
    // A theme may leave a colour out.
    Object.entries(inks).map(([ink, variable]) => [ink, color(variable) || foreground]),
  ) as Record<Ink, string>;
  return { colors, font: color("--vscode-font-family") || "sans-serif" };
}

/** Calls when the theme changes: VS Code then writes other classes and variables. */
export function onThemeChange(listener: () => void): void {
  const observer = new MutationObserver(listener);
  observer.observe(document.body, { attributeFilter: ["class"] });
  observer.observe(document.documentElement, { attributeFilter: ["style"] });
}
