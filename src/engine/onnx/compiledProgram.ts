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
import { sessionOptions } from "./sessionOptions.js";

/** How the ONNX engine is set up. */
export interface OnnxOptions {
  /** Threads of one operation; all cores if left out. */
  readonly threads?: number;
  /**
   * How many calls of programs that leave the state alone run beside each other, each in a thread with its
   * share of the cores and its own copy of the state; 1 if left out.
   */
  readonly callsAtOnce?: number | undefined;
  /** Writes onnxruntime's profile (JSON, one a program) to files with this prefix. */
  readonly profilePrefix?: string;
  /** The passes over each program's graph; all of them if left out. */
  readonly passes?: Passes;
}

/** A program as a session of onnxruntime. */
export interface CompiledProgram {
  readonly name: string;
  /** The session; or the model, of which threads make sessions of their own. */
  readonly runs: { readonly session: ort.InferenceSession } | { readonly model: Uint8Array };
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

/** Frees the sessions of programs. */
export async function release(programs: readonly CompiledProgram[]): Promise<void> {
  for (const { runs } of programs) {
    if ("model" in runs) continue;
    runs.session.endProfiling();
    await runs.session.release();
  }
}

const isState = (name: string): boolean => name.startsWith(statePrefix);

async function compile(
  program: Program,
  provider: Provider,
  { passes = onnxPasses, callsAtOnce = 1, ...options }: OnnxOptions,
): Promise<CompiledProgram> {
  const specs = callInputs(program);
  const graph = recordProgram(program, passes);
  const model = lowerToOnnx(graph, provider.lowerings);
  const outputs = [...graph.outputs.keys()];
  const isForThreads = callsAtOnce > 1 && !outputs.some(isState);
  return {
    name: program.name,
    runs: isForThreads
      ? { model: model.bytes }
      : { session: await sessionOf(model.bytes, program.name, outputs, provider, options) },
    state: model.inputs.filter(isState).map((name) => name.slice(statePrefix.length)),
    inputs: model.inputs.filter((name) => !isState(name)),
    specs,
  };
}

function sessionOf(
  model: Uint8Array,
  program: string,
  outputs: readonly string[],
  { name: provider, stateLocation }: Provider,
  { profilePrefix, threads = availableParallelism() }: OnnxOptions,
): Promise<ort.InferenceSession> {
  return ort.InferenceSession.create(model, {
    ...sessionOptions(threads),
    executionProviders: [provider],
    preferredOutputLocation: Object.fromEntries(
      outputs.map((name) => [outputPrefix + name, isState(name) ? stateLocation : "cpu"]),
    ),
    ...(profilePrefix === undefined
      ? {}
      : { enableProfiling: true, profileFilePrefix: `${profilePrefix}-${program}` }),
  });
}
