import * as z from "zod";
import { engineChoiceSchema } from "./engineChoice.js";
import { processIdentitySchema } from "./processIdentity.js";

/** What a run is doing; the last three are endings. */
export const runStatuses = [
  "queued",
  "starting",
  "running",
  "stopping",
  "finished",
  "stopped",
  "failed",
] as const;
export type RunStatus = (typeof runStatuses)[number];

const metric = z.number().nullable();
const time = z.iso.datetime();

const summarySchema = z.object({
  epoch: z.number(),
  step: z.int(),
  loss: metric.optional(),
  cleanAccuracy: metric.optional(),
  vra: metric.optional(),
  rejectionRate: metric.optional(),
});

const gpuSchema = z.object({
  name: z.string(),
  /** In use by all programs. */
  memoryUsedBytes: z.number(),
  memoryTotalBytes: z.number(),
  /** Share of the time in which it computed. */
  utilization: z.number().optional(),
  driver: z.string(),
});

/** state.json: where a run is. */
export const runStateSchema = z.object({
  status: z.enum(runStatuses),
  /** The trainer: absent while the run is queued. */
  process: processIdentitySchema.optional(),
  created: time,
  /** When the present trainer started. */
  started: time.optional(),
  /** Heartbeat: when this state was written. */
  updated: time,
  ended: time.optional(),
  /** How often training was resumed; a change says that metrics.jsonl was cut back. */
  resumes: z.int().min(0),
  /** Epochs done, with a fraction. */
  epoch: z.number(),
  /** Steps done since the start of training. */
  step: z.int().min(0),
  epochs: z.int(),
  /** Absent until the data are loaded. */
  stepsPerEpoch: z.int().optional(),
  msPerStep: z.number().optional(),
  /** Training examples a second. */
  examplesPerSecond: z.number().optional(),
  /** Seconds until training ends, as estimated. */
  etaSeconds: z.number().optional(),
  /** The latest metrics, of training or evaluation. */
  latest: summarySchema.optional(),
  /** The evaluation with the best VRA. */
  best: summarySchema.optional(),
  /** Why the run failed, or what it waits for, in a sentence. */
  message: z.string().optional(),
  /** Of a run that ran out of memory: the settings of its config with which it should fit. */
  resumeWith: z.array(z.string()).optional(),
  /** What it is trained on; absent before that is known. */
  engine: engineChoiceSchema.optional(),
  /** The card that it is trained on, where there is one that tells. */
  gpu: gpuSchema.optional(),
});

export type RunState = z.output<typeof runStateSchema>;
export type MetricsSummary = z.output<typeof summarySchema>;

const endings: { [S in RunStatus]: boolean } = {
  queued: false,
  starting: false,
  running: false,
  stopping: false,
  finished: true,
  stopped: true,
  failed: true,
};

/** Whether a run with this status has ended. */
export function hasEnded(status: RunStatus): boolean {
  return endings[status];
}
