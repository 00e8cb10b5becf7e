import type { ImageShape } from "../../src/extension/samples/messages.js";
import { element } from "../page/element.js";
import type { Rgba } from "./pixels.js";

/** Larger images are shown pixel for pixel, or smaller where there is no room. */
const size = 112;

/** An image with words under it; small ones are enlarged by whole pixels. */
export function picture(pixels: Rgba, { height, width }: ImageShape, words: string): HTMLElement {
  const canvas = element("canvas", { role: "img", "aria-label": words });
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.putImageData(new ImageData(pixels, width), 0, 0);
  canvas.style.width = `${width * Math.max(1, Math.floor(size / Math.max(width, height)))}px`;
  return element("figure", {}, canvas, element("figcaption", {}, words));
}
