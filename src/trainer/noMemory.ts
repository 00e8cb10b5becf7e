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

/** A run whose batch does not fit, where a smaller one should. */
export class BatchTooLargeError extends OutOfMemoryError {
  override name = "BatchTooLargeError";

  /** @param settings of the run's config, as after `--set`, with which it should fit. */
  constructor(
    message: string,
    readonly settings: readonly string[],
    options: ErrorOptions,
  ) {
    super(message, options);
  }
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
  const settings = keys.map((key) => `${key}=${size}`);
  const options = settings.map((setting) => `--set ${setting}`).join(" ");
  return new BatchTooLargeError(
    `${found}; ${size} should fit, with which the run goes on by: gloro train --resume ${id} ${options}`,
    settings,
    { cause: error },
  );
}
