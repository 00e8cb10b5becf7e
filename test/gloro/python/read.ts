import { readFileSync } from "node:fs";
import type { LayerConfig } from "../../../src/gloro/layers/layer.js";
import type { ResnetBlockOptions } from "../../../src/gloro/layers/resnetBlock.js";
import type { MetricName } from "../../../src/gloro/metrics/index.js";
import type { OptimizerConfig } from "../../../src/gloro/optimizers/index.js";

/** What the Python library and Keras computed, by file; `generate.py` wrote it. */
interface PythonNumbers {
  /** The scheduled quantity at each epoch. */
  schedules: { text: string; duration: number; base: number; values: number[] }[];
  /** Losses and metrics of six examples. */
  losses: {
    logits: number[][];
    bottom: number[];
    labels: number[];
    losses: { name: string; perExample: number[] }[];
    metrics: Record<MetricName, number[]>;
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
}

export function readPython<K extends keyof PythonNumbers>(name: K): PythonNumbers[K] {
  return JSON.parse(
    readFileSync(new URL(`${name}.json`, import.meta.url), "utf8"),
  ) as PythonNumbers[K];
}
