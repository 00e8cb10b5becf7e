import { readFileSync } from "node:fs";
import type { HostTensors } from "../../../src/gloro/program.js";
import { host } from "../../gloro/eager.js";

interface Numbers {
  shape: number[];
  data: number[];
}

/** A net of release 1.1.1 of the Python library, and what it computes. */
export interface PythonNet {
  /** Keras's config of the model. */
  model: unknown;
  weights: Record<string, Numbers>;
  x: Numbers;
  epsilon: number;
  logits: number[];
  /** With ⊥. */
  output: number[];
  radius: number[];
  lipschitzConstant: number[];
  subLipschitz: number;
}

/** The ε that Python's scheduler gives to each of 4 steps in each of 6 epochs; the base is 1.58. */
export interface PythonScheduler {
  text: string;
  interpolate: boolean;
  values: number[][];
}

export function pythonNets(): Record<"mlp" | "convolutions" | "readme", PythonNet> {
  return read("nets") as Record<"mlp" | "convolutions" | "readme", PythonNet>;
}

export function pythonSchedulers(): PythonScheduler[] {
  return read("schedulers") as PythonScheduler[];
}

/** A net's weights as ours takes them. */
export function weightsOf({ weights }: PythonNet): HostTensors {
  return Object.fromEntries(
    Object.entries(weights).map(([name, { shape, data }]) => [name, host(shape, data)]),
  );
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), "utf8"));
}
