import { parentPort, workerData } from "node:worker_threads";
import { transferList } from "./batches/batchBuffers.js";
import type { BatchJob, BatchRequest } from "./batches/batchMessages.js";
import { trainingBatches } from "./batches/trainingBatches.js";

// The entry file of the worker thread that assembles training batches: see batches/batchMessages.ts.
const port = parentPort;
if (port === null) throw new Error("batchWorker runs as a worker thread only.");
const assemble = trainingBatches(workerData as BatchJob);
port.on("message", (request: BatchRequest) => {
  const reply = assemble(request);
  port.postMessage(reply, transferList(reply));
});
