/*
 * Times whole training steps side by side, in interleaved rounds: this project's engines, TensorFlow's
 * where it is installed, and, where GLORO_PYTHON names a Python with gloro 1.1.1 and tensorflow-cpu 2.15,
 * the Python library, and where GLORO_TORCH names one with torch, a step by hand in PyTorch.
 *
 *   npm run bench                       all architectures, three rounds
 *   npm run bench -- cnn_2C2F           one of them
 *   GLORO_PYTHON=~/venv/bin/python GLORO_TORCH=~/torch/bin/python npm run bench
 */
import { findInstallation } from "../../src/engine/tensorflow/install/installation.js";
import { interleavedRounds, middleOf, timeByNode, timeByPython } from "./stepTime.js";
import type { Contender, Entry } from "./stepTime.js";

interface Workload {
  readonly architecture: string;
  readonly input: string;
  readonly batch: number;
  readonly steps: number;
  /** Steps of the eager engine: 0 where one takes minutes. */
  readonly eagerSteps: number;
}

const workloads: readonly Workload[] = [
  { architecture: "cnn_2C2F", input: "28,28,1", batch: 256, steps: 60, eagerSteps: 2 },
  { architecture: "cnn_4C3F", input: "28,28,1", batch: 512, steps: 8, eagerSteps: 0 },
  { architecture: "cnn_6C2F", input: "32,32,3", batch: 256, steps: 8, eagerSteps: 0 },
  { architecture: "cnn_8C2F", input: "64,64,3", batch: 64, steps: 4, eagerSteps: 0 },
];
const rounds = 3;

const lossName = "sparse_trades_kl.1.5";

const ours =
  (engine: string, steps: (workload: Workload) => number): Contender<Workload> =>
  async (workload) => {
    const count = steps(workload);
    if (count === 0) return undefined;
    const { architecture, input, batch } = workload;
    return timeByNode("src/cli/main.ts", [
      ...["bench", "--json", "--engine", engine],
      ...["--architecture", architecture, "--input", input, "--batch", String(batch)],
      ...["--loss", lossName, "--steps", String(count)],
    ]);
  };

const python =
  (variable: string, script: string): Contender<Workload> =>
  ({ architecture, input, batch, steps }) =>
    timeByPython(variable, script, [architecture, input, String(batch), String(steps)]);

const tensorflow: Contender<Workload> = findInstallation()
  ? ours("tensorflow", ({ steps }) => steps)
  : () => Promise.resolve(undefined);

/** Who takes part, and in how many of the rounds. */
const contenders: Readonly<Record<string, Entry<Workload>>> = {
  "onnx-cpu": { take: ours("onnx-cpu", ({ steps }) => steps), rounds },
  tensorflow: { take: tensorflow, rounds },
  "Python gloro 1.1.1": { take: python("GLORO_PYTHON", "pythonStep.py"), rounds },
  "PyTorch, by hand": { take: python("GLORO_TORCH", "pytorchStep.py"), rounds },
  // Some seconds a step: once is enough.
  eager: { take: ours("eager", ({ eagerSteps }) => eagerSteps), rounds: 1 },
};

const chosen = process.argv.slice(2);
console.log(
  "| workload | engine | median ms/step | p10 | min | times faster than Python (medians) |",
);
console.log("|---|---|---|---|---|---|");
for (const workload of workloads) {
  if (chosen.length > 0 && !chosen.includes(workload.architecture)) continue;
  const times = await interleavedRounds(contenders, workload);
  const reference = times.get("Python gloro 1.1.1");
  for (const [name, measured] of times) {
    const [median, p10, min] = (["median", "p10", "min"] as const).map((key) =>
      middleOf(measured, key).toFixed(1),
    );
    const ratio = reference
      ? (middleOf(reference, "median") / middleOf(measured, "median")).toFixed(2)
      : "";
    const { architecture, batch } = workload;
    console.log(
      `| ${architecture}, b${batch} | ${name} | ${median} | ${p10} | ${min} | ${ratio} |`,
    );
  }
}
