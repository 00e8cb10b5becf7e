import { existsSync, readFileSync } from "node:fs";
import * as z from "zod";
import { readSafetensors, writeSafetensors } from "../formats/safetensors.js";
import type { HostTensors } from "../gloro/program.js";
import { checkSeal, emptySeal, seal } from "./checkpointSeal.js";
import { fromSafetensors, toSafetensors } from "./checkpointTensors.js";
import { syncMetrics } from "./metricsFile.js";
import { checkJson } from "./readJson.js";
import { replaceRunFile } from "./replaceRunFile.js";
import { NoCheckpointError, RunFormatError } from "./runErrors.js";
import { runPaths } from "./runPaths.js";
import type { CheckpointName } from "./runPaths.js";

const sums = z.record(z.string(), z.number());

const progressSchema = z.object({
  /** Epochs done. */
  epoch: z.int().min(0),
  /** Steps done since the start of training. */
  step: z.int().min(0),
  /** Steps done since the start of the epoch. */
  stepInEpoch: z.int().min(0),
  /** Examples in each of those steps; absent in checkpoints older than this field. */
  batchSize: z.int().min(1).optional(),
  /** Running sums of the unfinished epoch, in float64. */
  epochSums: sums,
  /** Running sums of the unfinished group of steps, in float64. */
  groupSums: sums,
  best: z.object({ epoch: z.int(), step: z.int(), vra: z.number() }).optional(),
  /** Length of metrics.jsonl when the checkpoint was written. */
  metricsBytes: z.int().min(0),
});

/** Where in the training a checkpoint was written. */
export type Progress = z.output<typeof progressSchema>;

/** All that training needs to go on exactly where it was. */
export interface Checkpoint {
  /** Parameters, optimizer slots and iterates of the power method. */
  readonly tensors: HostTensors;
  readonly progress: Progress;
}

/**
 * Replaces a checkpoint at once, and waits until it is on the disk. A failed write leaves the old one.
 * @throws RunWriteError; ZodError when a number of `progress` is not finite.
 */
export function saveCheckpoint(
  folder: string,
  which: CheckpointName,
  { tensors, progress }: Checkpoint,
): void {
  const file = writeSafetensors({
    tensors: toSafetensors(tensors),
    metadata: {
      format: formatName,
      progress: JSON.stringify(progressSchema.parse(progress)),
      sha256: emptySeal,
    },
  });
  seal(file);
  syncMetrics(folder);
  replaceRunFile(runPaths.checkpoint(folder, which), file, { durable: true });
}

/**
 * Reads a checkpoint and verifies its SHA-256.
 * @throws NoCheckpointError when there is none; SafetensorsError or RunFormatError when it is damaged.
 */
export function loadCheckpoint(folder: string, which: CheckpointName): Checkpoint {
  const path = runPaths.checkpoint(folder, which);
  if (!existsSync(path)) throw new NoCheckpointError(path);
  const file = readFileSync(path);
  const { tensors, metadata } = readSafetensors(file, path);
  if (metadata["format"] !== formatName) {
    const found = JSON.stringify(metadata["format"]);
    throw new RunFormatError(
      path,
      `expected a checkpoint of format ${formatName}, found ${found}.`,
    );
  }
  checkSeal(file, metadata["sha256"] ?? "", path);
  const progress = checkJson(path, metadata["progress"] ?? "", progressSchema);
  return { tensors: fromSafetensors(tensors, path), progress };
}

/** Whether there is a checkpoint to load. */
export function hasCheckpoint(folder: string, which: CheckpointName): boolean {
  return existsSync(runPaths.checkpoint(folder, which));
}

const formatName = "gloro-checkpoint-1";
