import type { Palette } from "./palette.js";
import type { Scene, Shape } from "./scene.js";

/** Paints a drawing over its background, at `scale` canvas pixels a pixel. */
export function paintScene(
  context: CanvasRenderingContext2D,
  { width, height, shapes }: Scene,
  palette: Palette,
  scale: number,
): void {
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.fillStyle = palette.colors.background;
  context.fillRect(0, 0, width, height);
  for (const shape of shapes) {
    context.globalAlpha = "opacity" in shape ? shape.opacity : 1;
    paint(context, shape, palette);
  }
  context.globalAlpha = 1;
}

function paint(context: CanvasRenderingContext2D, shape: Shape, { colors, font }: Palette): void {
  switch (shape.kind) {
    case "rectangle":
      context.fillStyle = colors[shape.fill];
      context.fillRect(shape.x, shape.y, shape.width, shape.height);
      break;
    case "line":
      context.strokeStyle = colors[shape.stroke];
      context.lineWidth = shape.width;
      context.lineJoin = "round";
      context.setLineDash([...(shape.dash ?? [])]);
      context.beginPath();
      for (const [x, y] of shape.points) context.lineTo(x, y);
      context.stroke();
      break;
    case "dot":
      context.fillStyle = colors[shape.fill];
      context.beginPath();
      context.arc(...shape.at, shape.radius, 0, 2 * Math.PI);
      context.fill();
      break;
    case "text":
      context.fillStyle = colors[shape.fill];
      context.font = `${shape.bold ? "bold " : ""}${shape.size}px ${font}`;
      context.textAlign = shape.anchor === "middle" ? "center" : shape.anchor;
      context.fillText(shape.text, ...shape.at);
      break;
    default:
      shape satisfies never;
  }
}
