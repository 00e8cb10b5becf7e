import type { InferenceSession } from "onnxruntime-node";

/** What every session is made with, on whatever it runs. */
export function sessionOptions(threads: number): InferenceSession.SessionOptions {
  return {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
    // Level 3: errors only. The optimizer warns of every initializer that it folds away.
    logSeverityLevel: 3,
  };
}
