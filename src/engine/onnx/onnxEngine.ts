import * as ort from "onnxruntime-node";
import { availableParallelism } from "node:os";
import type { HostTensor, HostTensors, Program } from "../../gloro/program.js";
import type { Engine, LoadedPrograms } from "../engine.js";
import { EngineClosedError } from "../engine.js";
import { checkNewNames, newEntries, programNamed, stateEntry } from "../programState.js";
import type { Passes } from "../rewrites/index.js";
import { onnxPasses, rewriteInPasses } from "../rewrites/index.js";
import { statePrefix, trace } from "../trace/trace.js";
import { outputPrefix } from "./graphWriter.js";
import { lowerToOnnx } from "./lower.js";

/** How the ONNX engine is set up. */
export interface OnnxOptions {
  /** Threads of one operation; all cores if left out. */
  readonly threads?: number;
  /** Writes onnxruntime's profile (JSON, one a program) to files with this prefix. */
  readonly profilePrefix?: string;
  /** The passes over each program's graph; all of them if left out. */
  readonly passes?: Passes;
}

/** Runs traced programs on onnxruntime's CPU provider. */
export function onnxCpuEngine(options: OnnxOptions = {}): Engine {
  return {
    name: "onnx-cpu",
    load: async (programs, state) =>
      new OnnxPrograms(await compileAll(programs, options), state, options),
  };
}

interface CompiledProgram {
  readonly name: string;
  readonly session: ort.InferenceSession;
  /** Inputs that the session reads, without the state's prefix. */
  readonly state: readonly string[];
  readonly inputs: readonly string[];
  readonly specs: Program["inputs"];
}

async function compileAll(
  programs: readonly Program[],
  options: OnnxOptions,
): Promise<CompiledProgram[]> {
  const compiled: CompiledProgram[] = [];
  try {
    for (const program of programs) compiled.push(await compile(program, options));
  } catch (error) {
    await release(compiled);
    throw error;
  }
  return compiled;
}

async function release(programs: readonly CompiledProgram[]): Promise<void> {
  for (const { session } of programs) {
    session.endProfiling();
    await session.release();
  }
}

async function compile(program: Program, options: OnnxOptions): Promise<CompiledProgram> {
  const model = lowerToOnnx(rewriteInPasses(trace(program), options.passes ?? onnxPasses));
  const profile = options.profilePrefix;
  const session = await ort.InferenceSession.create(model.bytes, {
    executionProviders: ["cpu"],
    intraOpNumThreads: options.threads ?? availableParallelism(),
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
    // Level 3: errors only. The optimizer warns of every initializer that it folds away.
    logSeverityLevel: 3,
    ...(profile === undefined
      ? {}
      : { enableProfiling: true, profileFilePrefix: `${profile}-${program.name}` }),
  });
  const isState = (name: string): boolean => name.startsWith(statePrefix);
  return {
    name: program.name,
    session,
    state: model.inputs.filter(isState).map((name) => name.slice(statePrefix.length)),
    inputs: model.inputs.filter((name) => !isState(name)),
    specs: program.inputs,
  };
}

class OnnxPrograms implements LoadedPrograms {
  private readonly state: Map<string, ort.Tensor>;
  private readonly shapes: Map<string, HostTensor>;
  private closed = false;
  /** onnxruntime runs synchronously, but its promises resolve later: calls wait for the one before. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private programs: readonly CompiledProgram[],
    state: HostTensors,
    private readonly options: OnnxOptions,
  ) {
    this.shapes = new Map(Object.entries(state));
    this.state = new Map(Object.entries(state).map(([name, tensor]) => [name, copyToOrt(tensor)]));
  }

  add(programs: readonly Program[], state: HostTensors = {}): Promise<void> {
    return this.inOrder(async () => {
      checkNewNames(this.programs, programs);
      const fresh = newEntries(this.shapes, state);
      const compiled = await compileAll(programs, this.options);
      for (const [name, tensor] of fresh) {
        this.shapes.set(name, tensor);
        this.state.set(name, copyToOrt(tensor));
      }
      this.programs = [...this.programs, ...compiled];
    });
  }

  remove(names: readonly string[]): Promise<void> {
    return this.inOrder(async () => {
      const leaving = names.map((name) => programNamed(this.programs, name));
      this.programs = this.programs.filter((program) => !leaving.includes(program));
      await release(leaving);
    });
  }

  run(
    name: string,
    inputs: HostTensors,
    accept: (outputs: HostTensors) => boolean = () => true,
  ): Promise<HostTensors> {
    return this.inOrder(async () => {
      const program = programNamed(this.programs, name);
      const given = new Map(Object.entries(inputs));
      const feeds: Record<string, ort.Tensor> = {};
      for (const entry of program.state) feeds[statePrefix + entry] = this.tensorOf(entry);
      for (const entry of program.inputs)
        feeds[entry] = toOrt(stateEntry(given, entry, program.specs[entry]));
      const results = await program.session.run(feeds);
      const outputs: Record<string, HostTensor> = {};
      const next: [name: string, tensor: ort.Tensor][] = [];
      for (const [output, tensor] of Object.entries(results)) {
        const entry = output.slice(outputPrefix.length);
        if (entry.startsWith(statePrefix)) next.push([entry.slice(statePrefix.length), tensor]);
        else outputs[entry] = fromOrt(tensor);
      }
      if (accept(outputs)) for (const [entry, tensor] of next) this.state.set(entry, tensor);
      return outputs;
    });
  }

  readState(names: readonly string[] = [...this.state.keys()]): Promise<HostTensors> {
    return this.inOrder(() => {
      const copies = names.map((name) => {
        const tensor = fromOrt(this.tensorOf(name));
        return [name, { ...tensor, data: tensor.data.slice() }] as const;
      });
      return Promise.resolve(Object.fromEntries(copies));
    });
  }

  writeState(state: HostTensors): Promise<void> {
    return this.inOrder(() => {
      for (const [name, tensor] of Object.entries(state)) stateEntry(this.shapes, name, tensor);
      for (const [name, tensor] of Object.entries(state)) {
        this.state.set(name, copyToOrt(tensor));
      }
      return Promise.resolve();
    });
  }

  async dispose(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.last.catch(() => undefined);
    this.state.clear();
    await release(this.programs);
  }

  private tensorOf(name: string): ort.Tensor {
    const tensor = this.state.get(name);
    if (!tensor) throw new Error(`The state has no entry "${name}".`);
    return tensor;
  }

  private inOrder<T>(action: () => Promise<T>): Promise<T> {
    const next = this.last
      .catch(() => undefined)
      .then(() => {
        if (this.closed) throw new EngineClosedError();
        return action();
      });
    this.last = next;
    return next;
  }
}

function copyToOrt(tensor: HostTensor): ort.Tensor {
  return toOrt({ ...tensor, data: tensor.data.slice() });
}

function toOrt({ data, dtype, shape }: HostTensor): ort.Tensor {
  return new ort.Tensor(dtype, data, shape);
}

function fromOrt(tensor: ort.Tensor): HostTensor {
  const { data, type, dims } = tensor;
  if (type === "float32" && data instanceof Float32Array) return { data, dtype: type, shape: dims };
  if (type === "int32" && data instanceof Int32Array) return { data, dtype: type, shape: dims };
  if (type === "bool" && data instanceof Uint8Array) return { data, dtype: type, shape: dims };
  throw new Error(`onnxruntime returned a ${type} tensor, which programs do not hold.`);
}
