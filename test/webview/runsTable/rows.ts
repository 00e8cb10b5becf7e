import type { RunRow } from "../../../src/extension/rows/messages.js";

/** A row of the table, finished. */
export function row(id: string, changes: Partial<RunRow> = {}): RunRow {
  return {
    folder: `/ws/.gloro/runs/${id}`,
    id,
    name: id,
    phase: "finished",
    color: 0,
    config: {},
    ...changes,
  };
}

/** A run that ended with some VRA at an ε. */
export function trained(id: string, vra: number, epsilon: number): RunRow {
  return row(id, {
    best: { epoch: 3, vra, cleanAccuracy: 0.98 },
    latest: { epoch: 5, vra: vra - 0.01 },
    config: { epsilon, "loss.kind": "sparse_trades_kl", "optimizer.kind": "adam" },
  });
}
