import type { LoadedPrograms } from "../engine/engine.js";
import { converge } from "../gloro/programs/converge.js";
import { outputValues } from "./programOutputs.js";

/** Relative change of a Lipschitz estimate, from one round to the next, that counts as converged. */
export const tolerances = { beforeTraining: 1e-2, betweenEpochs: 1e-4 };

const mostRounds = 100;

/** Runs the power method until every layer's estimate has settled. */
export async function convergeIterates(
  programs: LoadedPrograms,
  tolerance: number,
  beforeRound: () => Promise<void>,
): Promise<void> {
  const run = async () => {
    await beforeRound();
    const outputs = await programs.run("convergeIterates", {});
    return Array.from(outputValues(outputs, "lipschitz"));
  };
  await converge(run, { tolerance, maxRounds: mostRounds });
}
