import { availableMemory } from "node:process";
import type { EngineName } from "../engine/engine.js";
import { OutOfMemoryError } from "../engine/outOfMemoryError.js";
import { usesGpu } from "../engine/index.js";
import type { Network } from "../gloro/network.js";
import type { Config } from "../runs/config.js";
import { fittingBatch } from "./fittingBatch.js";
import { memoryOfStep } from "./memoryOfStep.js";

/** A run for which an engine had no memory. */
export interface RunWithoutMemory {
  readonly id: string;
  readonly config: Config;
  readonly network: Network;
  /** Nothing before it is chosen. */
  readonly engine: EngineName | undefined;
  /** Of the card, where it tells. */
  readonly gpuBytes: number | undefined;
}

/** Says which batch would fit, and how the run goes on with it. */
export function noMemory(error: OutOfMemoryError, run: RunWithoutMemory): OutOfMemoryError {
  const { id, config, network } = run;
  const { batchSize, evaluation } = config;
  const engine = run.engine ?? (config.engine === "auto" ? undefined : config.engine);
  const memory =
    engine && usesGpu(engine) ? run.gpuBytes : availableMemory() + process.memoryUsage.rss();
  const size = fittingBatch(
    batchSize,
    (each) => memoryOfStep({ ...config, batchSize: each }, network),
    memory,
  );
  const found = `${engine ? `The engine ${engine}` : "The engine"} ran out of memory at batch size ${batchSize}`;
  if (size === undefined) {
    return new OutOfMemoryError(
      `${found}, and a smaller batch would not fit: train a smaller network.`,
      {
        cause: error,
      },
    );
  }
  const keys = [
    "batchSize",
    ...((evaluation.batchSize ?? 0) > size ? ["evaluation.batchSize"] : []),
  ];
  const settings = keys.map((key) => `--set ${key}=${size}`).join(" ");
  return new OutOfMemoryError(
    `${found}; ${size} should fit, with which the run goes on by: gloro train --resume ${id} ${settings}`,
    { cause: error },
  );
}
