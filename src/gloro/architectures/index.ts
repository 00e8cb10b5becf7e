import { ShapeError, UnknownWordError } from "../errors.js";
import type { LayerConfig } from "../layers/layer.js";
import { cnn2C2F } from "./cnn2C2F.js";
import { cnn4C3F } from "./cnn4C3F.js";
import { cnn6C2F } from "./cnn6C2F.js";
import { cnn8C2F } from "./cnn8C2F.js";
import { cnnC6CC2F, liresnetC18CC2F, liresnetC6CC2F } from "./cxCC2F.js";
import { checkOptions } from "./options.js";
import type { ArchitectureOption, ArchitectureOptions } from "./options.js";

export type { ArchitectureOptions } from "./options.js";

/** The architectures, by the names of the papers and the Python tools. */
export const architectureNames = [
  "cnn_2C2F",
  "cnn_4C3F",
  "cnn_6C2F",
  "cnn_8C2F",
  "cnn_C6CC2F",
  "liresnet_C6CC2F",
  "liresnet_C18CC2F",
] as const;
/** The name of an architecture. */
export type ArchitectureName = (typeof architectureNames)[number];

interface ArchitectureRow {
  /** The options that it has. */
  readonly options: readonly ArchitectureOption[];
  readonly layers: (classes: number, options: ArchitectureOptions) => LayerConfig[];
}

const plainOptions = ["activation"] as const;
const backboneOptions = ["activation", "width", "stemStride", "unitColumns"] as const;

const architectures: { [K in ArchitectureName]: ArchitectureRow } = {
  cnn_2C2F: { options: plainOptions, layers: cnn2C2F },
  cnn_4C3F: { options: plainOptions, layers: cnn4C3F },
  cnn_6C2F: { options: plainOptions, layers: cnn6C2F },
  cnn_8C2F: { options: plainOptions, layers: cnn8C2F },
  cnn_C6CC2F: { options: backboneOptions, layers: cnnC6CC2F },
  liresnet_C6CC2F: { options: backboneOptions, layers: liresnetC6CC2F },
  liresnet_C18CC2F: { options: backboneOptions, layers: liresnetC18CC2F },
};

/**
 * The layers of a named architecture for images `[height, width, channels]`. Throws UnknownWordError
 * for another name or an option that it does not have, GloroError for an option out of range, ShapeError
 * for another input.
 */
export function architecture(
  name: string,
  inputShape: readonly number[],
  classes: number,
  options: ArchitectureOptions = {},
): LayerConfig[] {
  const { layers } = checkedRow(name, options);
  if (inputShape.length !== 3) {
    throw new ShapeError(
      `${name} takes images [height, width, channels], got shape [${inputShape.join(", ")}].`,
    );
  }
  return layers(classes, options);
}

/** Throws as `architecture` does for a name and options that it refuses whatever the data. */
export function checkArchitecture(name: string, options: ArchitectureOptions = {}): void {
  checkedRow(name, options);
}

function checkedRow(name: string, options: ArchitectureOptions): ArchitectureRow {
  if (!isArchitectureName(name)) {
    throw new UnknownWordError("architecture", name, architectureNames);
  }
  const row = architectures[name];
  checkOptions(name, row.options, options);
  return row;
}

function isArchitectureName(name: string): name is ArchitectureName {
  return Object.hasOwn(architectures, name);
}
