import type { EvaluatedEpoch } from "../dashboard/runMetrics.js";
import { RunMetrics } from "../dashboard/runMetrics.js";
import type { RunUpdate } from "../../src/extension/dashboard/messages.js";
import type { RowChanges, RunRow } from "../../src/extension/rows/messages.js";
import { runDashes, runInk } from "../charts/runInk.js";
import type { Ink } from "../charts/palette.js";

/** A run among those that are compared. */
export interface ComparedRun {
  readonly row: RunRow;
  readonly metrics: RunMetrics;
  /** Unlike that of any other of them. */
  readonly label: string;
  readonly ink: Ink;
  readonly dash: readonly number[] | undefined;
  /** The evaluation with the best VRA, or else the latest: that of the run's result. */
  readonly result: EvaluatedEpoch | undefined;
}

/** As many letters as an id ends with that it was given by chance. */
const randomLetters = 4;

/** The runs of a comparison as they are told, in their order. */
export class ComparedRuns {
  private readonly rows = new Map<string, RunRow>();
  private readonly metrics = new Map<string, RunMetrics>();
  private readonly failures = new Map<string, string>();
  private folders: readonly string[] = [];

  /** Begins with these runs. */
  begin(folders: readonly string[]): void {
    this.folders = folders;
    this.metrics.clear();
    this.failures.clear();
  }

  takeRows({ rows, gone }: RowChanges): void {
    for (const row of rows) this.rows.set(row.folder, row);
    for (const folder of gone) this.rows.delete(folder);
  }

  takeUpdates(folder: string, updates: readonly RunUpdate[]): void {
    for (const update of updates) {
      switch (update.type) {
        case "run":
          this.failures.delete(folder);
          break;
        case "metrics":
          this.metricsOf(folder).append(update.lines);
          break;
        case "rewound":
          this.metricsOf(folder).clear();
          break;
        case "problem":
          // Of broken lines the run's dashboard tells.
          if (update.problem.kind !== "brokenLine") {
            this.failures.set(folder, update.problem.message);
          }
          break;
        case "findings":
          // The run's dashboard tells them.
          break;
        default:
          update satisfies never;
      }
    }
  }

  /** The runs that are there; labels and dashes tell apart also those of one name or colour. */
  get all(): ComparedRun[] {
    const rows = this.folders.flatMap((folder) => this.rows.get(folder) ?? []);
    const dashes = runDashes(rows.map(({ color }) => color));
    const names = rows.map(({ name }) => name);
    return rows.map((row, index) => {
      const metrics = this.metricsOf(row.folder);
      const isOnly = names.filter((name) => name === row.name).length === 1;
      return {
        row,
        metrics,
        label: isOnly ? row.name : `${row.name} · ${row.id.slice(-randomLetters)}`,
        ink: runInk(row.color),
        dash: dashes[index],
        result:
          metrics.epochs.findLast(({ epoch }) => epoch === row.best?.epoch) ??
          metrics.epochs.at(-1),
      };
    });
  }

  /** Why runs cannot be read, a sentence each. */
  get problems(): string[] {
    return [...this.failures.values()];
  }

  private metricsOf(folder: string): RunMetrics {
    const known = this.metrics.get(folder);
    if (known) return known;
    const metrics = new RunMetrics();
    this.metrics.set(folder, metrics);
    return metrics;
  }
}
