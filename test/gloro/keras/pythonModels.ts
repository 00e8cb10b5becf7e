import { readdirSync, readFileSync } from "node:fs";
import type { KerasModel } from "../../../src/gloro/keras/index.js";
import type { HostTensor } from "../../../src/gloro/program.js";
import { host } from "../eager.js";

/** A model from Python, with what Python computes for it; the programs in test/interop wrote them. */
export interface PythonModel {
  readonly name: string;
  readonly topology: unknown;
  /** None where only the topology is kept. */
  readonly weights: KerasModel["weights"];
  readonly x: HostTensor;
  readonly logits: readonly (readonly number[])[];
  /** Of models that the library saved. */
  readonly subLipschitz?: number;
}

interface Packed {
  readonly shape: readonly number[];
  /** Base64 of float32, little-endian. */
  readonly data: string;
}

interface WrittenModel extends Pick<PythonModel, "topology" | "subLipschitz"> {
  readonly weights?: readonly (Packed & { layer: string; name: string })[];
  readonly x?: Packed;
  readonly logits?: number[][];
}

const folder = new URL("fixtures/", import.meta.url);

/** Every such model. */
export const pythonModels: readonly PythonModel[] = readdirSync(folder)
  .sort()
  .map((file) => {
    const { weights, x, logits, ...written } = JSON.parse(
      readFileSync(new URL(file, folder), "utf8"),
    ) as WrittenModel;
    return {
      ...written,
      name: file.replace(/\.json$/, ""),
      weights: (weights ?? []).map((weight) => ({ ...weight, data: unpack(weight.data) })),
      x: x ? host(x.shape, unpack(x.data)) : host([0], []),
      logits: logits ?? [],
    };
  });

function unpack(text: string): Float32Array {
  const bytes = Uint8Array.from(Buffer.from(text, "base64"));
  return new Float32Array(bytes.buffer);
}
