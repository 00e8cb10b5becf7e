/** A process that can be asked to stop, or be made to. */
export interface Terminable {
  /** Asks it to save a checkpoint and end. */
  ask(): void;
  /** Sends a signal; a process that has ended ignores it. */
  signal(signal: "SIGTERM" | "SIGKILL"): void;
  /** Settles as true once it has ended, or as false when the time is over. */
  endsWithin(milliseconds: number): Promise<boolean>;
}

/** How long a process that was asked to stop may take, in milliseconds. */
export interface Patience {
  /** From being asked until SIGTERM. A step, and an evaluation, are not broken off. */
  readonly asked: number;
  /** From SIGTERM until SIGKILL. */
  readonly terminated: number;
}

export const defaultPatience: Patience = { asked: 60_000, terminated: 5_000 };

/** Asks a process to stop, and insists if it does not: SIGTERM, then SIGKILL. */
export async function terminate(target: Terminable, patience = defaultPatience): Promise<void> {
  target.ask();
  if (await target.endsWithin(patience.asked)) return;
  target.signal("SIGTERM");
  if (await target.endsWithin(patience.terminated)) return;
  target.signal("SIGKILL");
}
