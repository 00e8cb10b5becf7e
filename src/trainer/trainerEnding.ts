import type { Ending } from "./ending.js";
import type { FromTrainer } from "./protocol.js";

/** How a process exited: one of the two is null. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/**
 * Says how a trainer ended.
 * @param last Its last message, if it sent any.
 * @param lastLines What it wrote last to its log: the only trace of a crash.
 */
export function trainerEnding(
  last: FromTrainer | undefined,
  { code, signal }: Exit,
  lastLines: string,
): Ending {
  if (last?.type === "ended") return { kind: last.how };
  if (last?.type === "failed") {
    return { kind: "failed", message: last.message, defect: last.defect };
  }
  if (signal) return { kind: "killed", signal };
  const trace = lastLines === "" ? "It wrote nothing." : `Its last lines:\n${lastLines}`;
  return {
    kind: "failed",
    message: `The trainer ended unexpectedly with exit code ${String(code)}. ${trace}`,
    defect: true,
  };
}
