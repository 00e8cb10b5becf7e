import { ShapeError, UnknownWordError } from "../errors.js";
import type { LayerConfig } from "../layers/layer.js";
import { cnn2C2F } from "./cnn2C2F.js";
import { cnn4C3F } from "./cnn4C3F.js";
import { cnn6C2F } from "./cnn6C2F.js";

/** The architectures, by the names of the papers and the Python tools. */
export const architectureNames = ["cnn_2C2F", "cnn_4C3F", "cnn_6C2F"] as const;
export type ArchitectureName = (typeof architectureNames)[number];

const architectures: { [K in ArchitectureName]: (classes: number) => LayerConfig[] } = {
  cnn_2C2F: cnn2C2F,
  cnn_4C3F: cnn4C3F,
  cnn_6C2F: cnn6C2F,
};

/**
 * The layers of a named architecture for images `[height, width, channels]`. Throws UnknownWordError
 * for another name, ShapeError for another input.
 */
export function architecture(
  name: string,
  inputShape: readonly number[],
  classes: number,
): LayerConfig[] {
  if (!isArchitectureName(name)) {
    throw new UnknownWordError("architecture", name, architectureNames);
  }
  if (inputShape.length !== 3) {
    throw new ShapeError(
      `${name} takes images [height, width, channels], got shape [${inputShape.join(", ")}].`,
    );
  }
  return architectures[name](classes);
}

function isArchitectureName(name: string): name is ArchitectureName {
  return Object.hasOwn(architectures, name);
}
