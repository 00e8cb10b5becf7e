/*
 * Times whole training steps on this machine's GPU, in interleaved rounds, beside PyTorch: LiResNet 18L256W as the
 * recipe trains it, and cnn_6C2F. See docs/gpu.md.
 *
 *   npm run bench:gpu                                 both, on the GPU engines that are here
 *   npm run bench:gpu -- liresnet --batch 512         one of them
 *   npm run bench:gpu -- --engines tensorflow,onnx-cpu --batch 8 --steps 3 --rounds 1 --width 32 --skip-published
 *
 * GLORO_TORCH names a Python with torch, timm and pyyaml, GLORO_LIRESNET a checkout of github.com/hukkai/liresnet;
 * GLORO_TFLOPS the card's rate by its data sheet, without sparsity, of which shares are then shown.
 */
import { execFile } from "node:child_process";
import { cpus } from "node:os";
import { parseArgs, promisify } from "node:util";
import { engineNames } from "../../src/engine/index.js";
import type { EngineName } from "../../src/engine/index.js";
import { parseCount } from "../../src/cli/parseNumbers.js";
import { hasGraphicsCard } from "../../src/engine/onnx/graphicsCards.js";
import { findInstallation } from "../../src/engine/tensorflow/install/installation.js";
import { UnknownWordError } from "../../src/gloro/errors.js";
import { loadConfig } from "../../src/runs/parseConfig.js";
import type { MeasuredStep } from "../../src/trainer/benchmark.js";
import type { EngineSetting, EngineStep } from "./engineStep.js";
import { interleavedRounds, middleOf, timeByNode, timeByPython } from "./stepTime.js";
import type { Contender, Entry, StepTime } from "./stepTime.js";

const { values: asked, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    engines: { type: "string" },
    batch: { type: "string", default: "256" },
    steps: { type: "string", default: "20" },
    rounds: { type: "string", default: "3" },
    // Channels of LiResNet's backbone.
    width: { type: "string", default: "256" },
    // LiResNet as published factorises 2048×2048 matrices at any width: minutes a step on a processor.
    "skip-published": { type: "boolean", default: false },
  },
});
const batchSize = parseCount(asked.batch);
const steps = parseCount(asked.steps);
const rounds = parseCount(asked.rounds);
const width = parseCount(asked.width);
const depth = 18;

interface Workload {
  readonly title: string;
  readonly step: MeasuredStep;
  /** The contender that takes the same steps in PyTorch. */
  readonly reference: keyof typeof pytorch;
}

const cifar = { inputShape: [32, 32, 3], classes: 10, batchSize };
const { config: recipe } = loadConfig("media/recipes/cifar10-liresnet.gloro.json");

const workloads = {
  liresnet: {
    title: `LiResNet ${depth}L${width}W, b${batchSize}`,
    step: {
      ...cifar,
      architecture: "liresnet_C18CC2F",
      architectureOptions: { width },
      loss: recipe.loss,
      optimizer: recipe.optimizer,
    },
    reference: "PyTorch, LiResNet's layers",
  },
  cnn_6C2F: {
    title: `cnn_6C2F, b${batchSize}`,
    step: { ...cifar, architecture: "cnn_6C2F", loss: "sparse_trades_kl.1.5" },
    reference: "PyTorch, by hand",
  },
} satisfies Record<string, Workload>;

const unknown = positionals.find((name) => !Object.hasOwn(workloads, name));
if (unknown !== undefined) throw new UnknownWordError("workload", unknown, Object.keys(workloads));

/** Who takes steps of the same networks in PyTorch, and LiResNet's authors of their own. */
const pytorch = {
  "PyTorch, by hand": ({ step }: Workload) => {
    if (step.architecture !== "cnn_6C2F") return Promise.resolve(undefined);
    const sizes = [step.inputShape.join(), String(step.batchSize), String(steps)];
    return timeByPython("GLORO_TORCH", "pytorchStep.py", [step.architecture, ...sizes]);
  },
  "PyTorch, LiResNet's layers": authorsStep("recipe"),
  "PyTorch, LiResNet as published": authorsStep("published"),
} satisfies Record<string, Contender<Workload>>;

function authorsStep(net: "recipe" | "published"): Contender<Workload> {
  return ({ step }) => {
    const checkout = process.env["GLORO_LIRESNET"];
    if (net === "published" && asked["skip-published"]) return Promise.resolve(undefined);
    if (checkout === undefined || step.architecture !== "liresnet_C18CC2F")
      return Promise.resolve(undefined);
    const sizes = [depth, width, step.batchSize, steps].map(String);
    return timeByPython("GLORO_TORCH", "liresnetStep.py", [net, checkout, ...sizes]);
  };
}

/** The engines that can use a GPU, with what each can be set to; a variant is one more row. */
const gpuSettings: readonly EngineSetting[] = [
  { engine: "tensorflow" },
  { engine: "tensorflow", precision: "bfloat16" },
  { engine: "tensorflow", xla: true },
  { engine: "tensorflow", precision: "bfloat16", xla: true },
  { engine: "onnx-webgpu" },
];

const nameOf = ({ engine, precision, xla }: EngineSetting): string =>
  [engine, precision, xla && "XLA"].filter(Boolean).join(", ");

const isHere: { readonly [K in EngineName]: () => boolean } = {
  tensorflow: () => findInstallation() !== undefined,
  "onnx-webgpu": hasGraphicsCard,
  "onnx-cpu": () => true,
  eager: () => true,
};

/** By default the GPU engines that are here; others, and a GPU in software, where they are asked for. */
function settings(): readonly EngineSetting[] {
  if (asked.engines === undefined) return gpuSettings.filter(({ engine }) => isHere[engine]());
  return asked.engines.split(",").flatMap((word) => {
    const engine = engineNames.find((known) => known === word);
    if (!engine) throw new UnknownWordError("engine", word, engineNames);
    const known = gpuSettings.filter((setting) => setting.engine === engine);
    return known.length > 0 ? known : [{ engine }];
  });
}

const ours =
  (setting: EngineSetting): Contender<Workload> =>
  ({ step }) => {
    const argument: EngineStep = { setting, step, steps };
    return timeByNode("test/bench/engineStep.ts", [JSON.stringify(argument)]);
  };

/** A contender that fails, for want of memory perhaps, is left out from then on, with the reason. */
function whileItRuns(name: string, take: Contender<Workload>): Contender<Workload> {
  const failed = new Set<Workload>();
  return async (workload) => {
    if (failed.has(workload)) return undefined;
    try {
      return await take(workload);
    } catch (error) {
      failed.add(workload);
      console.error(`${name} left out of ${workload.title}: ${(error as Error).message}`);
      return undefined;
    }
  };
}

function contenders(): Record<string, Entry<Workload>> {
  const all: Record<string, Contender<Workload>> = {
    ...Object.fromEntries(settings().map((setting) => [nameOf(setting), ours(setting)])),
    ...pytorch,
  };
  return Object.fromEntries(
    Object.entries(all).map(([name, take]) => [name, { take: whileItRuns(name, take), rounds }]),
  );
}

/** The cards and their driver, by NVIDIA's tool; undefined where it is not there. */
async function nvidiaCards(): Promise<string | undefined> {
  const query = ["--query-gpu=name,driver_version", "--format=csv,noheader"];
  try {
    const { stdout } = await promisify(execFile)("nvidia-smi", query);
    return stdout.trim().replaceAll("\n", "; ");
  } catch {
    return undefined;
  }
}

function row(name: string, measured: readonly StepTime[], reference?: readonly StepTime[]): string {
  const median = middleOf(measured, "median");
  const { multiply_adds = NaN, device = "" } = measured[0] ?? {};
  // Two operations each; 1e9 of them a millisecond are a TFLOP/s.
  const teraflops = (2 * multiply_adds) / median / 1e9;
  const peak = Number(process.env["GLORO_TFLOPS"]);
  const cells = [
    ...[name, device, median.toFixed(1), middleOf(measured, "min").toFixed(1)],
    reference ? (middleOf(reference, "median") / median).toFixed(2) : "",
    (multiply_adds / 1e9).toFixed(2),
    teraflops.toPrecision(3),
    peak > 0 ? `${((100 * teraflops) / peak).toPrecision(2)}%` : "",
  ];
  return `| ${cells.join(" | ")} |`;
}

if (process.env["GLORO_TORCH"] === undefined || process.env["GLORO_LIRESNET"] === undefined)
  console.error("Not all of PyTorch takes part: GLORO_TORCH and GLORO_LIRESNET are not both set.");
console.log(`${(await nvidiaCards()) ?? "No NVIDIA card"}; ${cpus()[0]?.model ?? "processor"}`);
for (const [name, workload] of Object.entries<Workload>(workloads)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const times = await interleavedRounds(contenders(), workload);
  console.log(
    `\n| ${workload.title} | on | median ms/step | min | times faster than PyTorch | 1e9 multiply-adds | TFLOP/s | of the card's |`,
  );
  console.log("|---|---|---|---|---|---|---|---|");
  for (const [contender, measured] of times)
    console.log(row(contender, measured, times.get(workload.reference)));
}
