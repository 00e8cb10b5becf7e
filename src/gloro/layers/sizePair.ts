import type { SizeOption } from "./layer.js";
import { positiveInteger } from "./positiveInteger.js";

/** Height and width of a size, which are positive integers: else a ShapeError naming the layer. */
export function sizePair(
  value: SizeOption,
  layer: string,
  what: string,
): [height: number, width: number] {
  const [height, width] = typeof value === "number" ? [value, value] : value;
  return [positiveInteger(height, layer, what), positiveInteger(width, layer, what)];
}
