import type { Palette } from "./palette.js";
import type { Scene, Shape } from "./scene.js";

/** A drawing as an SVG file. */
export function sceneToSvg({ width, height, shapes }: Scene, palette: Palette): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="100%" height="100%" fill="${escaped(palette.colors.background)}"/>`,
    ...shapes.map((shape) => element(shape, palette)),
    "</svg>",
    "",
  ].join("\n");
}

function element(shape: Shape, { colors, font }: Palette): string {
  switch (shape.kind) {
    case "rectangle": {
      const { x, y, width, height, fill, opacity } = shape;
      return tag("rect", {
        x: short(x),
        y: short(y),
        width: short(width),
        height: short(height),
        fill: colors[fill],
        "fill-opacity": opacity,
      });
    }
    case "line":
      return tag("polyline", {
        points: shape.points.map(([x, y]) => `${short(x)},${short(y)}`).join(" "),
        fill: "none",
        stroke: colors[shape.stroke],
        "stroke-width": shape.width,
        "stroke-linejoin": "round",
        "stroke-dasharray": shape.dash?.join(" "),
        "stroke-opacity": shape.opacity,
      });
    case "dot": {
      const [cx, cy] = shape.at;
      return tag("circle", {
        cx: short(cx),
        cy: short(cy),
        r: shape.radius,
        fill: colors[shape.fill],
      });
    }
    case "text": {
      const [x, y] = shape.at;
      const attributes = {
        x: short(x),
        y: short(y),
        fill: colors[shape.fill],
        "font-family": font,
        "font-size": shape.size,
        "font-weight": shape.bold ? "bold" : undefined,
        "text-anchor": shape.anchor,
      };
      return tag("text", attributes, shape.text);
    }
  }
}

function tag(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content = "",
): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}="${escaped(String(value))}"`],
  );
  const start = `<${name} ${written.join(" ")}`;
  return content === "" ? `${start}/>` : `${start}>${escaped(content)}</${name}>`;
}

/** Hundredths of a pixel are enough. */
function short(value: number): number {
  return Math.round(value * 100) / 100;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
