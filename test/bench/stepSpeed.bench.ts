/*
 * Times whole training steps side by side, in interleaved rounds: this project's engines, TensorFlow's
 * where it is installed, and, where GLORO_PYTHON names a Python with gloro 1.1.1 and tensorflow-cpu 2.15,
 * the Python library, and where GLORO_TORCH names one with torch, a step by hand in PyTorch.
 *
 *   npm run bench                       all architectures, three rounds
 *   npm run bench -- cnn_2C2F           one of them
 *   GLORO_PYTHON=~/venv/bin/python GLORO_TORCH=~/torch/bin/python npm run bench
 */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { findInstallation } from "../../src/engine/tensorflow/install/installation.js";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));

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

interface StepTime {
  readonly ms_per_step: { readonly median: number; readonly p10: number; readonly min: number };
}

/** Something that takes training steps; undefined where it does not run this workload here. */
type Contender = (workload: Workload) => Promise<StepTime | undefined>;

const lossName = "sparse_trades_kl.1.5";

const ours =
  (engine: string, steps: (workload: Workload) => number): Contender =>
  async (workload) => {
    const count = steps(workload);
    if (count === 0) return undefined;
    const { architecture, input, batch } = workload;
    return lastJson(process.execPath, [
      ...["--import", "tsx", "src/cli/main.ts", "bench", "--json", "--engine", engine],
      ...["--architecture", architecture, "--input", input, "--batch", String(batch)],
      ...["--loss", lossName, "--steps", String(count)],
    ]);
  };

/** A script beside this file, run by the Python that a variable names. */
const python =
  (variable: string, script: string): Contender =>
  async ({ architecture, input, batch, steps }) => {
    const interpreter = process.env[variable];
    if (interpreter === undefined) return undefined;
    const sizes = [String(batch), String(steps)];
    return lastJson(interpreter, [`test/bench/${script}`, architecture, input, ...sizes]);
  };

const tensorflow: Contender = findInstallation()
  ? ours("tensorflow", ({ steps }) => steps)
  : () => Promise.resolve(undefined);

/** Who takes part, and in how many of the rounds. */
const contenders: Readonly<Record<string, { take: Contender; rounds: number }>> = {
  "onnx-cpu": { take: ours("onnx-cpu", ({ steps }) => steps), rounds },
  tensorflow: { take: tensorflow, rounds },
  "Python gloro 1.1.1": { take: python("GLORO_PYTHON", "pythonStep.py"), rounds },
  "PyTorch, by hand": { take: python("GLORO_TORCH", "pytorchStep.py"), rounds },
  // Some seconds a step: once is enough.
  eager: { take: ours("eager", ({ eagerSteps }) => eagerSteps), rounds: 1 },
};

async function lastJson(command: string, args: readonly string[]): Promise<StepTime> {
  const { stdout } = await run(command, args, { cwd: root, maxBuffer: 2 ** 26 });
  const text = stdout.slice(stdout.lastIndexOf("\n{") + 1).trim();
  const parsed: unknown = JSON.parse(text);
  if (!isStepTime(parsed))
    throw new Error(`${command} printed no step time: ${text.slice(0, 200)}`);
  return parsed;
}

function isStepTime(value: unknown): value is StepTime {
  return typeof value === "object" && value !== null && "ms_per_step" in value;
}

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const chosen = process.argv.slice(2);
console.log(
  "| workload | engine | median ms/step | p10 | min | times faster than Python (medians) |",
);
console.log("|---|---|---|---|---|---|");
for (const workload of workloads) {
  if (chosen.length > 0 && !chosen.includes(workload.architecture)) continue;
  const times = new Map<string, StepTime[]>();
  for (let round = 0; round < rounds; round++)
    for (const [name, contender] of Object.entries(contenders)) {
      if (round >= contender.rounds) continue;
      const time = await contender.take(workload);
      if (time) times.set(name, [...(times.get(name) ?? []), time]);
    }
  const reference = times.get("Python gloro 1.1.1")?.map((time) => time.ms_per_step.median);
  for (const [name, measured] of times) {
    const of = (key: "median" | "p10" | "min"): number =>
      middle(measured.map((time) => time.ms_per_step[key]));
    const ratio = reference ? (middle(reference) / of("median")).toFixed(2) : "";
    const { architecture, batch } = workload;
    console.log(
      `| ${architecture}, b${batch} | ${name} | ${of("median").toFixed(1)} | ${of("p10").toFixed(1)} | ${of("min").toFixed(1)} | ${ratio} |`,
    );
  }
}
