import { t } from "@vscode/l10n";
import { paintScene } from "./paintScene.js";
import type { Palette } from "./palette.js";
import type { Scene } from "./scene.js";

/** Pixels of the picture a pixel of the drawing. */
const scale = 2;

/** A drawing as a PNG picture, in base64. */
export function sceneToPng(scene: Scene, palette: Palette): string {
  const canvas = document.createElement("canvas");
  canvas.width = scene.width * scale;
  canvas.height = scene.height * scale;
  const context = canvas.getContext("2d");
  if (!context) throw new Error(t("This window cannot paint pictures. Save the chart as SVG."));
  paintScene(context, scene, palette, scale);
  return canvas.toDataURL("image/png").replace(/^[^,]*,/, "");
}
