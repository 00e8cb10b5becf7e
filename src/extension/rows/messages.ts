import type { MetricsView } from "../dashboard/messages.js";

/** What a run is to who looks at a list of runs. */
export type RunPhase =
  "running" | "waiting" | "finished" | "stopped" | "interrupted" | "failed" | "unqueued" | "broken";

/** A value of a config; a list is its JSON. */
export type ConfigValue = string | number | boolean | null;

/** A run as the table of runs and comparisons have it; of one that cannot be read most is absent. */
export interface RunRow {
  /** An absolute path, which tells runs apart. */
  readonly folder: string;
  readonly id: string;
  readonly name: string;
  readonly phase: RunPhase;
  /** Which colour the run has wherever it is drawn: a whole number, close ones for runs of about the same time. */
  readonly color: number;
  /** Why the run failed or cannot be read, in a sentence. */
  readonly message?: string | undefined;
  readonly notes?: string | undefined;
  /** ISO 8601 in UTC. */
  readonly created?: string | undefined;
  readonly epoch?: number | undefined;
  readonly epochs?: number | undefined;
  readonly msPerStep?: number | undefined;
  /** How long it has been trained since it was last started. */
  readonly seconds?: number | undefined;
  readonly latest?: MetricsView | undefined;
  readonly best?: MetricsView | undefined;
  /** By the path of the key, such as `optimizer.name`. */
  readonly config: Readonly<Record<string, ConfigValue>>;
}

/** What changed in a list of runs. */
export interface RowChanges {
  /** New, or other than before. */
  readonly rows: readonly RunRow[];
  /** The folders of runs that are not in the list any more. */
  readonly gone: readonly string[];
}
