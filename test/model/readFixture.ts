import { once } from "node:events";
import { readFileSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { File, Group, Dataset, ready } from "h5wasm";
import { extract } from "tar-stream";
import { decodeArray } from "../../src/data/arrays/decodeArray.js";
import { readNpz } from "../../src/data/arrays/readNpz.js";
import type { HostTensors } from "../../src/gloro/program.js";
import { host } from "../gloro/eager.js";

/** What the Python library computes for a network it saved; its iterates have converged to 1e-7. */
export interface PythonOutputs {
  readonly epsilon: number;
  readonly frozen: boolean;
  readonly sub_lipschitz: number;
  /** Class and name of each layer. */
  readonly layers: readonly (readonly [string, string])[];
  /** Of each layer but the last; null where branches meet. */
  readonly per_layer: readonly (number | null)[];
  readonly logits: readonly number[][];
  /** With ⊥. */
  readonly output: readonly number[][];
  readonly certified_radius: readonly number[];
  readonly lipschitz_constant: readonly number[][];
  /** On MNIST's test images, of the network for them. */
  readonly test: { readonly clean: number; readonly vra: number };
  /** In place of the last three, of a relaxed net. */
  readonly pred: readonly number[][];
  readonly guarantee: readonly number[][];
  /** `pred`, and the loosest k; K where none is guaranteed. */
  readonly pred_top_k: readonly number[][];
}

export function readOutputs(name: string): PythonOutputs {
  return JSON.parse(readFileSync(outputsPath(name, "json"), "utf8")) as PythonOutputs;
}

/** The inputs that the outputs are for. */
export async function readInputs(name: string) {
  const path = outputsPath(name, "npz");
  const { shape, values } = decodeArray((await readNpz(path)).member("x"), path);
  return { shape, data: Float32Array.from(values) };
}

/** What weights are called here, where the Python library has another name. */
const ourNames: Readonly<Record<string, string>> = { w: "alpha", b: "bias" };

/** The weights of a network, `layer/kernel` and so on. */
export async function readWeights(name: string): Promise<HostTensors> {
  const { FS } = await ready;
  FS.writeFile("/fixture.h5", await hdf5Of(name));
  const file = new File("/fixture.h5", "r");
  const layers = file.get("model_weights") as Group;
  const weights = layers.keys().flatMap((layer) => {
    const group = layers.get(layer);
    return group instanceof Group ? datasetsIn(group).map((each) => ({ layer, ...each })) : [];
  });
  file.close();
  return Object.fromEntries(
    weights.map(({ layer, weight, tensor }) => [`${layer}/${ourNames[weight] ?? weight}`, tensor]),
  );
}

function datasetsIn(group: Group): { weight: string; tensor: HostTensors[string] }[] {
  return group.keys().flatMap((key) => {
    const item = group.get(key);
    if (item instanceof Group) return datasetsIn(item);
    if (!(item instanceof Dataset)) return [];
    const value = item.value as number | Float32Array;
    const data = typeof value === "number" ? [value] : value;
    return { weight: key.replace(/:0$/, ""), tensor: host(item.shape ?? [], data) };
  });
}

async function hdf5Of(name: string): Promise<Buffer> {
  const tar = extract();
  let hdf5: Buffer | undefined;
  tar.on("entry", ({ name: member }, stream, next) => {
    void buffer(stream).then((bytes) => {
      if (member.endsWith(".h5")) hdf5 = bytes;
      next();
    });
  });
  tar.end(gunzipSync(readFileSync(path(`gloronet/${name}.gloronet`))));
  await once(tar, "finish");
  if (!hdf5) throw new Error(`${name}.gloronet holds no .h5.`);
  return hdf5;
}

function outputsPath(name: string, extension: "json" | "npz"): string {
  return path(`pythonOutputs/${name}.${extension}`);
}

function path(name: string): string {
  return fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
}
