/*
 * What several steps in one call give: steps of cnn_2C2F, batch 256, by calls of 1, 4, 8 and 16 of them in turn.
 *
 *   npm run bench:calls [-- tensorflow]
 */
import { createEngine } from "../../src/engine/index.js";
import type { EngineName } from "../../src/engine/index.js";
import { initialState } from "../../src/gloro/initialise.js";
import { trainingInputs } from "../../src/model/programInputs.js";
import { measuredProgram } from "../../src/trainer/benchmark.js";
import { randomBatch } from "../../src/trainer/randomBatch.js";
import { StepCalls } from "../../src/trainer/stepsInCalls.js";
import { quantile } from "../../src/trainer/timeSteps.js";
import { inOneCall } from "../../src/trainer/trainingPrograms.js";

const [inputShape, classes, batchSize] = [[28, 28, 1], 10, 256];
const sizes = [1, 4, 8, 16];
/** Of each size, and in each of the rounds; the first rounds warm up. */
const stepsARound = 16;
const [warmUp, rounds] = [2, 30];

const { program, network, loss, optimizer } = measuredProgram({
  ...{ architecture: "cnn_2C2F", inputShape, classes, batchSize },
  loss: "sparse_trades_kl.1.5",
});
const state = { ...initialState(network, 0), ...optimizer.initialSlots(network.parameters) };
const batch = randomBatch(inputShape, classes, batchSize);
const values = { epsilon: 0.3, learningRate: 1e-3, lambda: loss.lambda ?? 0 };

/** The programs of calls of that many steps, with what loading them takes, in seconds. */
async function loaded(name: EngineName, stepsPerCall: number) {
  const engine = await createEngine(name);
  const start = performance.now();
  const programs = await engine.load([inOneCall(program, { stepsPerCall })], state);
  const calls = new StepCalls(programs);
  let step = 0;
  const inputs = () => trainingInputs(batch, inputShape, values, ++step);
  const call = () => calls.take(Array.from({ length: stepsPerCall }, inputs));
  const loading = performance.now() - start;
  await call();
  return { stepsPerCall, programs, call, loading, first: performance.now() - start - loading };
}

console.log("| engine | steps a call | load, ms | first call, ms | ms/step | of single steps |");
console.log("|---|---|---|---|---|---|");
const chosen = process.argv.slice(2);
for (const name of ["onnx-cpu", "tensorflow"] as const) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const all = [];
  for (const size of sizes) all.push({ ...(await loaded(name, size)), times: [] as number[] });
  for (let round = 0; round < warmUp + rounds; round++)
    for (const { stepsPerCall, call, times } of all) {
      const start = performance.now();
      for (let taken = 0; taken < stepsARound; taken += stepsPerCall) await call();
      if (round >= warmUp) times.push((performance.now() - start) / stepsARound);
    }
  const single = all[0]?.times ?? [];
  for (const { stepsPerCall, loading, first, times } of all) {
    const ratio = quantile(
      times.map((time, round) => time / (single[round] ?? Number.NaN)),
      0.5,
    );
    const cells = [name, stepsPerCall, loading.toFixed(0), first.toFixed(0)];
    console.log(`| ${[...cells, quantile(times, 0.5).toFixed(2), ratio.toFixed(3)].join(" | ")} |`);
  }
  for (const { programs } of all) await programs.dispose();
}
