import type { SweepRunView, SweepView } from "../../../src/extension/sweeps/messages.js";

/** A run of a family; without a VRA it has not been evaluated. */
export function sweptRun(
  folder: string,
  values: SweepRunView["values"],
  vra?: number,
  status: SweepRunView["status"] = "finished",
): SweepRunView {
  const best = vra === undefined ? undefined : { epoch: 4, vra, loss: 1 - vra };
  return { folder, status, epoch: 4, epochs: 4, values, best };
}

export const exampleSweep: SweepView = {
  id: "mnist-1a2b3c4d",
  name: "mnist",
  parameters: [
    { path: "learningRate", isLog: true },
    { path: "loss", isLog: false },
  ],
  runs: [
    sweptRun("/a", { learningRate: 0.1, loss: "emma" }, 0.7),
    sweptRun("/b", { learningRate: 0.001, loss: "trades_kl" }, 0.9, "running"),
    sweptRun("/c", { learningRate: 0.01, loss: "emma" }, 0.8),
    sweptRun("/d", { learningRate: 0.01, loss: "trades_kl" }, undefined, "queued"),
  ],
};
