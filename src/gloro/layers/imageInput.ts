import { ShapeError } from "../errors.js";
import type { LayerKind, Place } from "./layer.js";

/** The input of a layer that takes images; of another shape it is a ShapeError naming the layer. */
export function imageInput(
  kind: LayerKind,
  { name, inputShape }: Place,
): [height: number, width: number, channels: number] {
  const [height, width, channels] = inputShape;
  if (height === undefined || width === undefined || channels === undefined) {
    throw new ShapeError(
      `Layer "${name}" (${kind}) takes [height, width, channels], but its input has shape ` +
        `[${inputShape.join(", ")}].`,
    );
  }
  return [height, width, channels];
}
