import type * as ort from "onnxruntime-node";
import { mapEntries } from "../../gloro/mapEntries.js";
import type { HostTensor, HostTensors, Program } from "../../gloro/program.js";
import type { Engine, LoadedPrograms } from "../engine.js";
import { EngineClosedError } from "../engine.js";
import { statePrefix } from "../graph/node.js";
import { engineError } from "../outOfMemoryError.js";
import { checkNewNames, programNamed, stateEntry } from "../programState.js";
import { compileAll, release } from "./compiledProgram.js";
import type { CompiledProgram, OnnxOptions } from "./compiledProgram.js";
import { outputPrefix } from "./graphWriter.js";
import { fromOrt, toOrt } from "./hostTensors.js";
import { discard, OnnxState } from "./onnxState.js";
import { cpu, webgpu } from "./provider.js";
import type { Provider } from "./provider.js";
import { checkGpu } from "./gpuCheck.js";
import { SessionThreads } from "./sessionThreads.js";

export type { OnnxOptions } from "./compiledProgram.js";

/** Runs traced programs on onnxruntime's CPU provider. */
export function onnxCpuEngine(options: OnnxOptions = {}): Engine {
  return onnxEngine(cpu, options);
}

/**
 * Runs traced programs on onnxruntime's WebGPU provider, with the state on the GPU between calls.
 *
 * @throws GloroError where there is no GPU that it can use
 */
export async function onnxWebgpuEngine(options: OnnxOptions = {}): Promise<Engine> {
  await checkGpu();
  return onnxEngine(webgpu, { ...options, callsAtOnce: 1 });
}

function onnxEngine(provider: Provider, options: OnnxOptions): Engine {
  return {
    name: provider.engine,
    load: async (programs, state) =>
      new OnnxPrograms(
        await compileAll(programs, provider, options),
        new OnnxState(provider.name, state),
        provider,
        options,
      ),
  };
}

class OnnxPrograms implements LoadedPrograms {
  private closed = false;
  /** onnxruntime runs synchronously, but its promises resolve later: calls wait for the one before. */
  private last: Promise<unknown> = Promise.resolve();
  readonly callsAtOnce: number;
  private readonly threads: SessionThreads;

  constructor(
    private programs: readonly CompiledProgram[],
    private readonly state: OnnxState,
    private readonly provider: Provider,
    private readonly options: OnnxOptions,
  ) {
    this.callsAtOnce = options.callsAtOnce ?? 1;
    this.threads = new SessionThreads(this.callsAtOnce);
  }

  add(programs: readonly Program[], state: HostTensors = {}): Promise<void> {
    return this.inOrder(async () => {
      checkNewNames(this.programs, programs);
      this.state.checkShapes(state);
      const compiled = await compileAll(programs, this.provider, this.options);
      this.state.add(state);
      this.programs = [...this.programs, ...compiled];
    });
  }

  remove(names: readonly string[]): Promise<void> {
    return this.inOrder(async () => {
      const leaving = names.map((name) => programNamed(this.programs, name));
      this.programs = this.programs.filter((program) => !leaving.includes(program));
      for (const program of leaving) this.threads.forget(program.name);
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
      const feeds = Object.fromEntries(
        program.inputs.map((entry) => [entry, stateEntry(given, entry, program.specs[entry])]),
      );
      const { runs } = program;
      return "model" in runs
        ? this.runInThread(program, runs.model, feeds)
        : { outputs: await this.runHere(program, runs.session, feeds, accept) };
    }).then(({ outputs }) => outputs);
  }

  /** Starts a call; the next one need not wait for its outputs. */
  private runInThread(
    { name, state }: CompiledProgram,
    model: Uint8Array,
    inputs: HostTensors,
  ): { readonly outputs: Promise<HostTensors> } {
    const answer = this.threads.run({
      program: name,
      model,
      state: () =>
        Object.fromEntries(
          state.map((entry) => [statePrefix + entry, fromOrt(this.state.tensor(entry))]),
        ),
      stateVersion: this.state.version,
      inputs,
    });
    const outputs = answer.then(
      (results) =>
        Object.fromEntries(
          Object.entries(results).map(([output, tensor]) => [
            output.slice(outputPrefix.length),
            tensor,
          ]),
        ),
      (error: unknown) => {
        throw engineError(this.closed ? new EngineClosedError() : error);
      },
    );
    return { outputs };
  }

  private async runHere(
    program: CompiledProgram,
    session: ort.InferenceSession,
    inputs: HostTensors,
    accept: (outputs: HostTensors) => boolean,
  ): Promise<HostTensors> {
    const feeds: Record<string, ort.Tensor> = { ...mapEntries(inputs, toOrt) };
    for (const entry of program.state) feeds[statePrefix + entry] = this.state.tensor(entry);
    const results = await session.run(feeds);
    const outputs: Record<string, HostTensor> = {};
    const next: [name: string, tensor: ort.Tensor][] = [];
    for (const [output, tensor] of Object.entries(results)) {
      const entry = output.slice(outputPrefix.length);
      if (entry.startsWith(statePrefix)) next.push([entry.slice(statePrefix.length), tensor]);
      else outputs[entry] = fromOrt(tensor);
    }
    if (accept(outputs)) this.state.replace(next);
    else discard(next.map(([, tensor]) => tensor));
    return outputs;
  }

  readState(names?: readonly string[]): Promise<HostTensors> {
    return this.inOrder(() => this.state.read(names));
  }

  writeState(state: HostTensors): Promise<void> {
    return this.inOrder(() => {
      this.state.write(state);
      return Promise.resolve();
    });
  }

  async dispose(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.last.catch(() => undefined);
    await this.threads.dispose();
    await this.state.dispose();
    await release(this.programs);
  }

  private inOrder<T>(action: () => Promise<T>): Promise<T> {
    const next = this.last
      .catch(() => undefined)
      .then(() => {
        if (this.closed) throw new EngineClosedError();
        return action();
      })
      .catch((error: unknown) => {
        throw engineError(error);
      });
    this.last = next;
    return next;
  }
}
