import { liveness } from "./processIdentity.js";
import { hasEnded } from "./state.js";
import type { RunState } from "./state.js";

/** A heartbeat older than this tells that a trainer on another host is gone. */
const silenceMs = 120_000;

/**
 * The state that holds now: a run that says it is being trained, but whose trainer is gone, has
 * `failed` with a message that it was interrupted.
 */
export function statusOf(state: RunState, now = new Date()): RunState {
  if (hasEnded(state.status) || !state.process) return state;
  const life = liveness(state.process);
  const silent = now.getTime() - new Date(state.updated).getTime() > silenceMs;
  if (life === "alive" || (life === "unknown" && !silent)) return state;
  return {
    ...state,
    status: "failed",
    ended: state.updated,
    message: `interrupted: process ${state.process.pid} on ${state.process.host} is gone. Resume the run to go on from its last checkpoint.`,
  };
}
