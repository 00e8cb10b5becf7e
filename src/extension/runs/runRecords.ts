import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { readRunRecord } from "./readRunRecord.js";
import { hasEnded } from "../../runs/state.js";
import { isActive } from "./runRecord.js";
import type { ReadRun, RunRecord } from "./runRecord.js";

/** Other extensions share the thread: between so many runs they have their turn. */
const runsAtOnce = 25;

/** What reading a run anew showed. */
export interface RunChange {
  readonly folder: string;
  /** `list`: it came, went, or belongs elsewhere in a list; `run`: it looks otherwise. */
  readonly affects: "nothing" | "run" | "list";
  /** Its trainer is gone since the last reading, or came and went since the first. */
  readonly ended?: ReadRun;
}

/** The runs of some folders of runs, as last read. */
export class RunRecords {
  private readonly records = new Map<string, RunRecord>();

  /** @param begin runs that ended before are no news */
  constructor(private readonly begin = new Date()) {}

  /** All runs, newest first. */
  list(): RunRecord[] {
    return [...this.records.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  get(folder: string): RunRecord | undefined {
    return this.records.get(folder);
  }

  /** The folders of runs that a trainer has: these change by themselves. */
  active(): string[] {
    return [...this.records.values()].filter(isActive).map(({ folder }) => folder);
  }

  /** Reads what changed in the folders of runs: runs that came or went, or all where `anew`. */
  async readAll(parents: readonly string[], { anew = false } = {}): Promise<RunChange[]> {
    const there = parents.flatMap(foldersIn);
    const gone = [...this.records.keys()].filter((folder) => !there.includes(folder));
    const changes = gone.map((folder) => this.read(folder));
    for (const [index, folder] of there.entries()) {
      if (index % runsAtOnce === runsAtOnce - 1) await setImmediate();
      if (anew || !this.records.has(folder)) changes.push(this.read(folder));
    }
    return changes;
  }

  /** Reads one run. */
  read(folder: string): RunChange {
    const before = this.records.get(folder);
    const after = readRunRecord(folder);
    if (after) this.records.set(folder, after);
    else this.records.delete(folder);
    const affects = affected(before, after);
    if (after?.kind !== "run" || !hasEnded(after.state.status)) return { folder, affects };
    const isNews =
      before?.kind === "run" ? !hasEnded(before.state.status) : this.endedSinceBegin(after);
    return { folder, affects, ...(isNews && { ended: after }) };
  }

  /** Of a run that failed, say, before it was first read. */
  private endedSinceBegin({ state: { ended } }: ReadRun): boolean {
    return ended !== undefined && new Date(ended) > this.begin;
  }
}

function affected(
  before: RunRecord | undefined,
  after: RunRecord | undefined,
): RunChange["affects"] {
  if (before?.kind !== "run" || after?.kind !== "run") {
    return isDeepStrictEqual(before, after) ? "nothing" : "list";
  }
  const moved = before.state.status !== after.state.status || before.name !== after.name;
  if (moved || before.notes !== after.notes) return "list";
  return isDeepStrictEqual(before, after) ? "nothing" : "run";
}

/** A folder that is not there has no runs; one that may not be listed is an error. */
function foldersIn(parent: string): string[] {
  if (!existsSync(parent)) return [];
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(parent, name));
}
