import type { Ink } from "../charts/palette.js";
import { element } from "./element.js";

/** A dash shorter than this is a dot. */
const shortestDash = 3;

/** A piece of a chart's line, for its legend. */
export function swatch(ink: Ink, dash?: readonly number[]): HTMLElement {
  const [length = Infinity] = dash ?? [];
  const style = dash === undefined ? "" : length < shortestDash ? " dotted" : " dashed";
  return element("span", { class: `swatch ${ink}${style}`, "aria-hidden": "true" });
}
