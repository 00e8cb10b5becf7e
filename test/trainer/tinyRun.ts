import { strToU8, zipSync } from "fflate";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { configSchema } from "../../src/runs/config.js";
import type { ConfigInput } from "../../src/runs/config.js";
import { describeEnvironment } from "../../src/runs/environment.js";
import { createRun } from "../../src/runs/runFolder.js";
import type { Run } from "../../src/runs/runFolder.js";

export const trainingExamples = 64;
export const stepsPerEpoch = 8;

/** A config that trains in seconds on the eager engine: 64 images of 6 × 6 × 1, three classes. */
export function tinyConfig(folder: string): ConfigInput {
  return {
    name: "tiny",
    data: writeTinyData(folder),
    architecture: {
      layers: [
        { kind: "conv2d", filters: 4, kernelSize: 3, strides: 2, padding: "same" },
        "minMax",
        "flatten",
        { kind: "dense", units: 8 },
        "minMax",
        { kind: "dense", units: 3 },
      ],
    },
    epsilon: 0.1,
    epsilonSchedule: "[0.1]-[50%:1]",
    loss: "sparse_trades_kl.1.5",
    epochs: 3,
    batchSize: 8,
    learningRate: 0.01,
    learningRateSchedule: "decay_after_half_to_0.001",
    augmentation: "no_flip",
    engine: "eager",
    metrics: { everySteps: 3 },
    evaluation: { radii: [0.05, 0.1] },
    checkpoints: { everySteps: 2 },
  };
}

/** Makes a run of the tiny config, in which some keys may be other ones. */
export function createTinyRun(folder: string, changes: Partial<ConfigInput> = {}): Run {
  const config = configSchema.parse({ ...tinyConfig(folder), ...changes });
  const environment = describeEnvironment({ engine: config.engine, versions: {} });
  return createRun(join(folder, "runs"), config, environment);
}

/** Images that are brighter in the third of their rows that is their class. */
function writeTinyData(folder: string): string {
  const file = join(folder, "tiny.npz");
  const [train, test] = [split(trainingExamples, 1), split(20, 2)];
  const members = {
    "x_train.npy": npy("<f4", [trainingExamples, 6, 6, 1], train.images),
    "y_train.npy": npy("<i4", [trainingExamples], train.labels),
    "x_test.npy": npy("<f4", [20, 6, 6, 1], test.images),
    "y_test.npy": npy("<i4", [20], test.labels),
  };
  writeFileSync(file, zipSync(members));
  return file;
}

function split(count: number, seed: number): { images: Float32Array; labels: Int32Array } {
  const random = xoroshiro128plus(seed);
  const labels = Int32Array.from({ length: count }, (_, example) => example % 3);
  const images = Float32Array.from({ length: count * 36 }, (_, entry) => {
    const row = Math.floor((entry % 36) / 6);
    const bright = Math.floor(row / 2) === labels[Math.floor(entry / 36)];
    return uniformFloat64(random) * 0.5 + (bright ? 0.5 : 0);
  });
  return { images, labels };
}

/** Version 1.0 of NumPy's format. */
function npy(dtype: string, shape: readonly number[], data: Float32Array | Int32Array): Uint8Array {
  const list = shape.length === 1 ? `${String(shape[0])},` : shape.join(", ");
  const text = `{'descr': '${dtype}', 'fortran_order': False, 'shape': (${list}), }`;
  const header = text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11) + "\n";
  const length = new Uint8Array(new Uint16Array([header.length]).buffer);
  const magic = [0x93, ...strToU8("NUMPY"), 1, 0];
  const bytes = new Uint8Array(data.buffer);
  return Uint8Array.from([...magic, ...length, ...strToU8(header), ...bytes]);
}
