import { setImmediate } from "node:timers/promises";
import * as z from "zod";
import { readJson } from "../../runs/readJson.js";
import { runPaths } from "../../runs/runPaths.js";
import type { ConfigValue, RowChanges, RunPhase, RunRow } from "./messages.js";
import { phaseOf } from "../runs/runPhase.js";
import type { RunRecord } from "../runs/runRecord.js";
import { flatConfig } from "./flatConfig.js";
import { runRow } from "./runRow.js";

/** Other extensions share the thread: between so many runs they have their turn. */
const rowsAtOnce = 25;

/** Where rows come from. */
export interface RowSource {
  /** The records of the runs; one that was read anew is another object. */
  readonly records: () => Promise<readonly RunRecord[]>;
  readonly isWaiting: (folder: string) => boolean;
  readonly colorOf: (id: string) => number;
}

type FlatConfig = Readonly<Record<string, ConfigValue>>;

/** Makes rows of runs, and knows which of them were told. */
export class RunRows {
  private readonly told = new Map<string, { record: RunRecord; phase: RunPhase }>();
  /** A run's config never changes. */
  private readonly configs = new Map<string, FlatConfig>();

  constructor(private readonly source: RowSource) {}

  /** What has changed since the last call; calls may not overlap. */
  async changes(): Promise<RowChanges> {
    const { records, isWaiting, colorOf } = this.source;
    const now = await records();
    const rows: RunRow[] = [];
    for (const record of now) {
      const { folder, id } = record;
      const phase = phaseOf(record, isWaiting(folder));
      const before = this.told.get(folder);
      if (before?.record === record && before.phase === phase) continue;
      this.told.set(folder, { record, phase });
      if (rows.length % rowsAtOnce === rowsAtOnce - 1) await setImmediate();
      const config = record.kind === "run" ? this.configOf(folder) : {};
      rows.push(runRow(record, { phase, config, color: colorOf(id) }));
    }
    const there = new Set(now.map(({ folder }) => folder));
    const gone = [...this.told.keys()].filter((folder) => !there.has(folder));
    for (const folder of gone) this.told.delete(folder);
    return { rows, gone };
  }

  private configOf(folder: string): FlatConfig {
    const known = this.configs.get(folder);
    if (known) return known;
    try {
      const config = flatConfig(readJson(runPaths.config(folder), z.unknown()));
      this.configs.set(folder, config);
      return config;
    } catch {
      // Deleted since its record was read: the list is about to change.
      return {};
    }
  }
}
