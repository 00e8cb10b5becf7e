import type { Place, Shape } from "./scene.js";

type Text = Extract<Shape, { kind: "text" }>;

/** Of labels, in pixels. */
export const fontSize = 12;
/** About as wide as a letter of a label is on average. */
export const letterWidth = fontSize * 0.56;

/** A text that explains a drawing: as axes have it, where nothing else is said. */
export function label(
  text: string,
  at: Place,
  anchor: Text["anchor"],
  look: Partial<Pick<Text, "fill" | "size" | "bold">> = {},
): Text {
  return { kind: "text", at, text, fill: "muted", size: fontSize, anchor, ...look };
}
