import type { SweepMember } from "../../runs/configParts/sweep.js";
import type { RunState } from "../../runs/state.js";

/** A run as a list shows it. */
export interface ReadRun {
  readonly kind: "run";
  /** An absolute path. */
  readonly folder: string;
  readonly id: string;
  /** What people call it, or else its config's name, in a sweep with its values. */
  readonly name: string;
  readonly configName: string;
  /** The family that it belongs to. */
  readonly sweep?: SweepMember;
  readonly epsilon: number;
  readonly notes?: string;
  /** As it holds now: a run whose trainer is gone has failed. */
  readonly state: RunState;
}

/** A folder among the runs whose files cannot be read. */
export interface BrokenRun {
  readonly kind: "broken";
  readonly folder: string;
  readonly id: string;
  /** Why, in a sentence. */
  readonly message: string;
}

export type RunRecord = ReadRun | BrokenRun;

/** Whether a trainer has the run. */
export function isActive(record: RunRecord): record is ReadRun {
  return record.kind === "run" && isTraining[record.state.status];
}

const isTraining: { [S in RunState["status"]]: boolean } = {
  queued: false,
  starting: true,
  running: true,
  stopping: true,
  finished: false,
  stopped: false,
  failed: false,
};

/** A run whose trainer was killed, or whose machine was switched off. */
export function isInterrupted({ status, message }: RunState): boolean {
  return status === "failed" && message?.startsWith("interrupted") === true;
}
