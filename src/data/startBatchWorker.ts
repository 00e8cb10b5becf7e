import { Worker } from "node:worker_threads";
import type { BatchJob } from "./batches/batchMessages.js";
import { batchWorkerArguments, batchWorkerUrl } from "./batchWorkerUrl.js";

/** Starts the thread that assembles a job's batches; whoever starts it terminates it. */
export function startBatchWorker(job: BatchJob): Worker {
  return new Worker(batchWorkerUrl(), { workerData: job, execArgv: batchWorkerArguments() });
}
