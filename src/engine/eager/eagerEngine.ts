import * as tf from "@tensorflow/tfjs-core";
import { mapEntries } from "../../gloro/mapEntries.js";
import type { HostTensor, HostTensors, Program } from "../../gloro/program.js";
import { blocksOf, callInputs, checkSteps, ofStep } from "../blocks.js";
import type { Engine, LoadedPrograms } from "../engine.js";
import { EngineClosedError } from "../engine.js";
import { checkNewNames, newEntries, programNamed, stateEntry } from "../programState.js";
import { onCpuBackend } from "./cpuBackend.js";
import { freeingTensors, tensorFromHost, tensorToHost } from "./hostTensor.js";

/** Runs programs operation by operation on TF.js's own CPU backend: the slow, plain reference. */
export const eagerEngine: Engine = {
  name: "eager",
  load: (programs, state) => Promise.resolve().then(() => new EagerPrograms(programs, state)),
};

class EagerPrograms implements LoadedPrograms {
  readonly callsAtOnce = 1;
  private readonly state: Map<string, HostTensor>;
  private closed = false;

  constructor(
    private programs: readonly Program[],
    state: HostTensors,
  ) {
    programs.forEach(checkSteps);
    this.state = new Map(Object.entries(state).map(([name, tensor]) => [name, copyOf(tensor)]));
  }

  add(programs: readonly Program[], state: HostTensors = {}): Promise<void> {
    return this.open(() => {
      checkNewNames(this.programs, programs);
      programs.forEach(checkSteps);
      const fresh = newEntries(this.state, state);
      for (const [name, tensor] of fresh) this.state.set(name, copyOf(tensor));
      this.programs = [...this.programs, ...programs];
    });
  }

  remove(names: readonly string[]): Promise<void> {
    return this.open(() => {
      const leaving = names.map((name) => programNamed(this.programs, name));
      this.programs = this.programs.filter((program) => !leaving.includes(program));
    });
  }

  run(
    name: string,
    inputs: HostTensors,
    accept: (outputs: HostTensors) => boolean = () => true,
  ): Promise<HostTensors> {
    return this.open(() => {
      const program = programNamed(this.programs, name);
      const given = new Map(Object.entries(inputs));
      const read = mapEntries(callInputs(program), (spec, entry) => stateEntry(given, entry, spec));
      const next = new Map(this.state);
      const { steps } = program;
      const outputs =
        steps === undefined
          ? takeStep(program, next, read)
          : blocksOf(
              Array.from({ length: steps }, (_, index) =>
                takeStep(program, next, ofStep(read, index)),
              ),
            );
      if (accept(outputs)) for (const [entry, tensor] of next) this.state.set(entry, tensor);
      return outputs;
    });
  }

  readState(names: readonly string[] = [...this.state.keys()]): Promise<HostTensors> {
    return this.open(() =>
      Object.fromEntries(names.map((name) => [name, copyOf(stateEntry(this.state, name))])),
    );
  }

  writeState(state: HostTensors): Promise<void> {
    return this.open(() => {
      for (const [name, tensor] of Object.entries(state)) stateEntry(this.state, name, tensor);
      for (const [name, tensor] of Object.entries(state)) this.state.set(name, copyOf(tensor));
    });
  }

  dispose(): Promise<void> {
    this.closed = true;
    this.state.clear();
    return Promise.resolve();
  }

  private async open<T>(action: () => T): Promise<T> {
    if (this.closed) throw new EngineClosedError();
    return Promise.resolve(action());
  }
}

/** Takes a step from a state, and puts what it replaces into that. @returns its outputs */
function takeStep(
  program: Program,
  state: Map<string, HostTensor>,
  inputs: HostTensors,
): HostTensors {
  return onCpuBackend(() =>
    freeingTensors(() => {
      const result = program.body(
        mapEntries(program.state, (_, entry) => tensorFromHost(stateEntry(state, entry))),
        mapEntries(inputs, tensorFromHost),
      );
      const next = mapEntries(result.state, (tensor, entry) =>
        tensorToHost(tensor, stateEntry(state, entry)),
      );
      const outputs = mapEntries(result.outputs, (tensor) => tensorToHost(tensor, specOf(tensor)));
      // A program may have kept tensors from its own scopes: they are freed here.
      tf.dispose([...Object.values(result.state), ...Object.values(result.outputs)]);
      for (const [entry, tensor] of Object.entries(next)) state.set(entry, tensor);
      return outputs;
    }),
  );
}

function copyOf(tensor: HostTensor): HostTensor {
  return { ...tensor, data: tensor.data.slice() };
}

function specOf(tensor: tf.Tensor): { shape: number[]; dtype: "float32" | "int32" | "bool" } {
  const { shape, dtype } = tensor;
  if (dtype !== "float32" && dtype !== "int32" && dtype !== "bool")
    throw new Error(`Programs do not return ${dtype} tensors.`);
  return { shape, dtype };
}
