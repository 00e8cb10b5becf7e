import type { RunPhase, RunRow } from "./messages.js";
import type { RunRecord } from "../runs/runRecord.js";
import type { RunState } from "../../runs/state.js";

/** What a list's row has beside the record of its run. */
export interface RowFacts extends Pick<RunRow, "color" | "config"> {
  readonly phase: RunPhase;
}

/** A run as a row of the table. */
export function runRow(record: RunRecord, facts: RowFacts): RunRow {
  const { folder, id } = record;
  if (record.kind === "broken") {
    return { folder, id, name: id, message: record.message, ...facts };
  }
  const { created, epoch, epochs, msPerStep, message, latest, best } = record.state;
  return {
    folder,
    id,
    name: record.name,
    notes: record.notes,
    message,
    created,
    epoch,
    epochs,
    msPerStep,
    seconds: secondsOf(record.state),
    latest,
    best,
    ...facts,
  };
}

/** Of a run in training up to its last heartbeat. */
function secondsOf({ started, ended, updated }: RunState): number | undefined {
  if (started === undefined) return undefined;
  const until = new Date(ended ?? updated).getTime();
  return Math.max(0, (until - new Date(started).getTime()) / 1000);
}
