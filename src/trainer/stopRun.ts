import { setTimeout } from "node:timers/promises";
import { GloroError } from "../gloro/errors.js";
import { openRun } from "../runs/runFolder.js";
import { liveness } from "../runs/processIdentity.js";
import type { ProcessIdentity } from "../runs/processIdentity.js";
import { hasEnded } from "../runs/state.js";
import type { RunState } from "../runs/state.js";
import { clearStop, requestStop } from "../runs/stopRequest.js";
import type { StopKind } from "../runs/stopRequest.js";
import { terminate } from "./terminate.js";
import type { Patience } from "./terminate.js";

const pollMs = 100;

/**
 * Stops the trainer of a run, whoever started it, and waits until it is gone. On another host it can
 * only be asked.
 *
 * @returns The run's state after it.
 * @throws GloroError where no trainer has the run; RunWriteError.
 */
export async function stopRun(
  folder: string,
  kind: StopKind,
  patience?: Patience,
): Promise<RunState> {
  const { id, state } = openRun(folder);
  const trainer = state.process;
  if (!trainer || hasEnded(state.status)) {
    throw new GloroError(`No trainer has ${id}: its state is ${state.status}.`);
  }
  const signal = (name: "SIGTERM" | "SIGKILL") => {
    // Another process may have the pid by now, or elsewhere.
    if (liveness(trainer) === "alive") process.kill(trainer.pid, name);
  };
  if (kind === "now") signal("SIGKILL");
  await terminate(
    {
      ask: () => {
        requestStop(folder, kind);
      },
      signal,
      endsWithin: (milliseconds) => endsWithin(folder, trainer, milliseconds),
    },
    patience,
  );
  clearStop(folder);
  return openRun(folder).state;
}

async function endsWithin(
  folder: string,
  trainer: ProcessIdentity,
  milliseconds: number,
): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += pollMs) {
    if (liveness(trainer) === "dead" || hasEnded(openRun(folder).state.status)) return true;
    await setTimeout(pollMs);
  }
  return false;
}
