/*
 * What each rewrite gives: whole training steps with one of them left out, in interleaved rounds.
 *
 *   npm run bench:rewrites [-- cnn_2C2F]
 */
import { onnxCpuEngine } from "../../src/engine/onnx/onnxEngine.js";
import { convolutionBias } from "../../src/engine/rewrites/convolutionBias.js";
import { filterGradient } from "../../src/engine/rewrites/filterGradient.js";
import { onnxPasses } from "../../src/engine/rewrites/index.js";
import { inputGradientAsConvolution } from "../../src/engine/rewrites/inputGradient.js";
import type { Passes } from "../../src/engine/rewrites/index.js";
import { benchmark } from "../../src/trainer/benchmark.js";

const variants: Readonly<Record<string, Passes>> = {
  "all rewrites": onnxPasses,
  "without the MinMax mixes": { ...onnxPasses, mixMinMax: [] },
  "without gathered strided convolutions": { ...onnxPasses, stridedConvolution: [] },
  "without input gradients as convolutions": {
    ...onnxPasses,
    convolutions: [convolutionBias, filterGradient],
  },
  "without the bias inside convolutions": {
    ...onnxPasses,
    convolutions: [inputGradientAsConvolution, filterGradient],
  },
  "without all of these": {
    ...onnxPasses,
    mixMinMax: [],
    stridedConvolution: [],
    convolutions: [filterGradient],
  },
};

const workloads = [
  { architecture: "cnn_2C2F", inputShape: [28, 28, 1], batchSize: 256, steps: 40 },
  { architecture: "cnn_6C2F", inputShape: [32, 32, 3], batchSize: 256, steps: 4 },
];
const rounds = 3;

const chosen = process.argv.slice(2);
console.log("| workload | rewrites | ms/step (best median of rounds) |");
console.log("|---|---|---|");
for (const workload of workloads) {
  if (chosen.length > 0 && !chosen.includes(workload.architecture)) continue;
  const best = new Map<string, number>();
  for (let round = 0; round < rounds; round++)
    for (const [name, passes] of Object.entries(variants)) {
      const engine = onnxCpuEngine({ passes });
      const { ms_per_step } = await benchmark({
        ...workload,
        engine,
        classes: 10,
        loss: "sparse_trades_kl.1.5",
      });
      best.set(name, Math.min(best.get(name) ?? Infinity, ms_per_step.median));
    }
  for (const [name, median] of best)
    console.log(`| ${workload.architecture} | ${name} | ${median.toFixed(1)} |`);
}
