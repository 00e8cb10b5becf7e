import { readFileSync } from "node:fs";
import type { LayerConfig } from "../../../src/gloro/layers/layer.js";
import type { ResnetBlockOptions } from "../../../src/gloro/layers/resnetBlock.js";
import type { LossConfig } from "../../../src/gloro/losses/index.js";
import type { OptimizerConfig } from "../../../src/gloro/optimizers/index.js";
import type { RelaxationConfig } from "../../../src/gloro/relaxations/index.js";

/** What the Python library and Keras computed, by file; the programs beside this file wrote it. */
interface PythonNumbers {
  /** The scheduled quantity at each epoch. */
  schedules: { text: string; duration: number; base: number; values: number[] }[];
  /** Losses and metrics of six examples. */
  losses: {
    logits: number[][];
    bottom: number[];
    labels: number[];
    losses: { config: LossConfig; perExample: number[] }[];
    metrics: Record<"cleanAccuracy" | "vra" | "rejectionRate", number[]>;
  };
  /** A vector after each step along given gradients. */
  optimizers: {
    start: number[];
    gradients: number[][];
    rates: number[];
    cases: { config: OptimizerConfig; path: number[][] }[];
  };
  /** Single layers: `weights` by our names. */
  layers: {
    config: LayerConfig;
    input: number[];
    inputShape: number[];
    weights: Record<string, number[]>;
    output: number[];
  }[];
  /** The layers of blocks of release 1.1.1 on `[8, 8, 4]`, but for the input and the activation at the end. */
  resnetBlocks: {
    options: Omit<ResnetBlockOptions, "name" | "input">;
    layers: { name: string; outputShape: number[]; weights: number[][] }[];
  }[];
  /** A small GloRo Net. */
  network: {
    weights: Record<string, number[]>;
    images: number[];
    epsilon: number;
    logits: number[][];
    bottom: number[];
    radius: number[];
    lipschitzConstant: number[][];
    subLipschitz: number;
  };
  /** Relaxed nets on 64 inputs each; `loosest` means nothing where the input is rejected. */
  relaxations: {
    name: string;
    relaxation: RelaxationConfig;
    epsilon: number;
    subLipschitz: number;
    headKernel: { shape: [number, number]; values: number[] };
    logits: number[][];
    bottom: number[];
    guarantee: number[][];
    loosest: number[];
  }[];
}

export function readPython<K extends keyof PythonNumbers>(name: K): PythonNumbers[K] {
  return JSON.parse(
    readFileSync(new URL(`${name}.json`, import.meta.url), "utf8"),
  ) as PythonNumbers[K];
}
