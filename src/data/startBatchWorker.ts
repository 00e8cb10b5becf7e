import { Worker } from "node:worker_threads";
import { threadEntry } from "../threads/threadEntry.js";
import type { BatchJob } from "./batches/batchMessages.js";

/** Starts the thread that assembles a job's batches; whoever starts it terminates it. */
export function startBatchWorker(job: BatchJob): Worker {
  const { url, execArgv } = threadEntry(import.meta.url, "batchWorker");
  return new Worker(url, { workerData: job, execArgv });
}
