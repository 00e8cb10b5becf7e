import { readMetrics } from "../../src/runs/readMetrics.js";

/** A run's metrics, one text a line: what must be the same in a run that is repeated. */
export function metricsWithoutTiming(folder: string): string[] {
  return readMetrics(folder).lines.map((line) => JSON.stringify({ ...line, timing: undefined }));
}
