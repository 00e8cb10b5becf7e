import { createRequire } from "node:module";
import { GloroError } from "../gloro/errors.js";
import { engineNames } from "./engine.js";
import type { Acceleration, Engine, EngineName, EngineReport } from "./engine.js";
import { hasGraphicsCard } from "./onnx/graphicsCards.js";
import type { OnnxOptions } from "./onnx/onnxEngine.js";
import { findInstallation } from "./tensorflow/install/installation.js";
import type { Installation } from "./tensorflow/install/installation.js";

export { EngineClosedError, engineNames } from "./engine.js";
export type { Acceleration, Engine, EngineName, EngineReport, LoadedPrograms } from "./engine.js";

/** How an engine is set up. */
export interface EngineOptions extends OnnxOptions, Acceleration {
  /** GPUs that share each batch, on the engine `tensorflow`; 1 if left out. */
  readonly devices?: number | undefined;
}

interface EngineRow {
  readonly detail: string;
  /** Whether training can be accelerated. */
  readonly accelerates?: boolean;
  /** What runs underneath, with its version where it is there. */
  version(): string;
  create(options: EngineOptions): Promise<Engine>;
  /** Whether `"auto"` may choose it here, as far as can be told without loading it. */
  mayBeChosen(): boolean;
  /** Whether it computes on a GPU. */
  usesGpu(): boolean;
}

/** Every engine; each is imported only when it is asked for. */
const engines: { readonly [K in EngineName]: EngineRow } = {
  "onnx-cpu": {
    detail: "compiled programs on onnxruntime's CPU kernels; the default",
    version: () => packageVersion("onnxruntime-node"),
    create: async (options) => (await import("./onnx/onnxEngine.js")).onnxCpuEngine(options),
    mayBeChosen: () => true,
    usesGpu: () => false,
  },
  "onnx-webgpu": {
    detail: "compiled programs on any GPU, by onnxruntime's WebGPU kernels",
    version: () => packageVersion("onnxruntime-node"),
    create: async (options) => (await import("./onnx/onnxEngine.js")).onnxWebgpuEngine(options),
    mayBeChosen: hasGraphicsCard,
    usesGpu: () => true,
  },
  tensorflow: {
    detail: "compiled programs on libtensorflow; the fastest",
    version: () => {
      const found = findInstallation();
      return found ? `TensorFlow ${found.version}` : "TensorFlow";
    },
    accelerates: true,
    create: async ({ precision, xla, devices }) =>
      (await import("./tensorflow/installedEngine.js")).installedEngine(
        { precision, xla },
        devices,
      ),
    mayBeChosen: () => tensorflowHere() !== undefined,
    usesGpu: () => tensorflowHere()?.cuda ?? false,
  },
  eager: {
    detail: "plain TF.js on the CPU, operation by operation; slow, the reference for tests",
    version: () => packageVersion("@tensorflow/tfjs-core"),
    create: async () => (await import("./eager/eagerEngine.js")).eagerEngine,
    mayBeChosen: () => false,
    usesGpu: () => false,
  },
};

/** The engine that a config's `"auto"` stands for where nothing is trained: it is there on every machine. */
export const defaultEngine: EngineName = "onnx-cpu";

/** The engines beside {@link defaultEngine} that `"auto"` may choose on this machine, with their versions. */
export function enginesToChoose(): { readonly name: EngineName; readonly version: string }[] {
  return engineNames
    .filter((name) => name !== defaultEngine && engines[name].mayBeChosen())
    .map((name) => ({ name, version: engineVersion(name) }));
}

/** What runs underneath an engine, with its version. */
export function engineVersion(name: EngineName): string {
  return engines[name].version();
}

/** Whether an engine computes on a GPU, rather than on the processor. */
export function usesGpu(name: EngineName): boolean {
  return engines[name].usesGpu();
}

/**
 * Makes an engine ready. Throws where its package cannot be loaded.
 * @throws GloroError where it cannot train as asked, or does not have so many devices
 */
export async function createEngine(name: EngineName, options: EngineOptions = {}): Promise<Engine> {
  const row = engines[name];
  const { precision, xla, devices = 1 } = options;
  const asked = precision === "bfloat16" ? "precision bfloat16" : xla && "xla";
  if (asked && !row.accelerates)
    throw new GloroError(
      `The engine ${name} cannot train with ${asked}: only tensorflow can. Choose the engine tensorflow, or leave ${asked.split(" ")[0]} out.`,
    );
  if (devices > 1 && name !== "tensorflow")
    throw new GloroError(
      `The engine ${name} runs on one device: set "engine" to "tensorflow", or "devices" to 1.`,
    );
  if (devices > 1 && asked)
    throw new GloroError(
      `${devices} devices train in float32 and without xla: leave ${asked.split(" ")[0]} out, or set devices to 1.`,
    );
  return row.create(options);
}

/** Which engines run on this machine, which do not, and why. */
export async function describeEngines(): Promise<EngineReport[]> {
  const reports: EngineReport[] = [];
  for (const [name, row] of Object.entries(engines) as [EngineName, EngineRow][]) {
    const { detail } = row;
    const version = row.version();
    try {
      await row.create({});
      reports.push({ name, available: true, version, detail });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      reports.push({ name, available: false, why, version, detail });
    }
  }
  return reports;
}

/** A damaged installation is one that is not there, until its engine is asked for by name. */
function tensorflowHere(): Installation | undefined {
  try {
    return findInstallation();
  } catch {
    return undefined;
  }
}

function packageVersion(name: string): string {
  const manifest: unknown = createRequire(import.meta.url)(`${name}/package.json`);
  const hasVersion = typeof manifest === "object" && manifest !== null && "version" in manifest;
  const version =
    hasVersion && typeof manifest.version === "string" ? manifest.version : "of unknown version";
  return `${name} ${version}`;
}
