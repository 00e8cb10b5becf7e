import * as ort from "onnxruntime-node";
import { availableParallelism } from "node:os";
import type { Program, TensorSpecs } from "../../gloro/program.js";
import { callInputs } from "../blocks.js";
import { statePrefix } from "../graph/node.js";
import { engineError } from "../outOfMemoryError.js";
import { recordProgram } from "../recordProgram.js";
import type { Passes } from "../rewrites/index.js";
import { onnxPasses } from "../rewrites/index.js";
import { outputPrefix } from "./graphWriter.js";
import { lowerToOnnx } from "./lower.js";
import type { Provider } from "./provider.js";

/** How the ONNX engine is set up. */
export interface OnnxOptions {
  /** Threads of one operation; all cores if left out. */
  readonly threads?: number;
  /** Writes onnxruntime's profile (JSON, one a program) to files with this prefix. */
  readonly profilePrefix?: string;
  /** The passes over each program's graph; all of them if left out. */
  readonly passes?: Passes;
}

/** A program as a session of onnxruntime. */
export interface CompiledProgram {
  readonly name: string;
  readonly session: ort.InferenceSession;
  /** Inputs that the session reads, without the state's prefix. */
  readonly state: readonly string[];
  readonly inputs: readonly string[];
  readonly specs: TensorSpecs;
}

/** Compiles all programs, or none. @throws NoLoweringError for a kernel that has no lowering; OutOfMemoryError */
export async function compileAll(
  programs: readonly Program[],
  provider: Provider,
  options: OnnxOptions,
): Promise<CompiledProgram[]> {
  const compiled: CompiledProgram[] = [];
  try {
    for (const program of programs) compiled.push(await compile(program, provider, options));
  } catch (error) {
    await release(compiled);
    throw engineError(error);
  }
  return compiled;
}

/** Frees programs. */
export async function release(programs: readonly CompiledProgram[]): Promise<void> {
  for (const { session } of programs) {
    session.endProfiling();
    await session.release();
  }
}

const isState = (name: string): boolean => name.startsWith(statePrefix);

async function compile(
  program: Program,
  { name: provider, lowerings, stateLocation }: Provider,
  { passes = onnxPasses, profilePrefix, threads = availableParallelism() }: OnnxOptions,
): Promise<CompiledProgram> {
  const specs = callInputs(program);
  const graph = recordProgram(program, passes);
  const model = lowerToOnnx(graph, lowerings);
  const session = await ort.InferenceSession.create(model.bytes, {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
    // Level 3: errors only. The optimizer warns of every initializer that it folds away.
    logSeverityLevel: 3,
    preferredOutputLocation: Object.fromEntries(
      [...graph.outputs.keys()].map((name) => [
        outputPrefix + name,
        isState(name) ? stateLocation : "cpu",
      ]),
    ),
    ...(profilePrefix === undefined
      ? {}
      : { enableProfiling: true, profileFilePrefix: `${profilePrefix}-${program.name}` }),
  });
  return {
    name: program.name,
    session,
    state: model.inputs.filter(isState).map((name) => name.slice(statePrefix.length)),
    inputs: model.inputs.filter((name) => !isState(name)),
    specs,
  };
}
