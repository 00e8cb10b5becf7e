import { parentPort } from "node:worker_threads";
import type { LayerBoundReply, LayerBoundRequest } from "./boundsInThreads.js";
import { layerArithmetic } from "./layerArithmetic.js";
import { layerBound } from "./layerBounds.js";

// The entry file of the threads that bound layers: see boundsInThreads.ts.
const port = parentPort;
if (port === null) throw new Error("layerBoundWorker runs as a worker thread only.");
port.on("message", ({ position, layer, entries }: LayerBoundRequest) => {
  const bound = layerBound(layer);
  const arithmetic = layerArithmetic(layer, bound.bound, entries);
  port.postMessage({ position, bound, arithmetic } satisfies LayerBoundReply);
});
