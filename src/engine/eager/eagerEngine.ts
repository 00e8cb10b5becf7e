import * as tf from "@tensorflow/tfjs-core";
import type {
  HostTensor,
  HostTensors,
  Program,
  Tensors,
  TensorSpec,
  TensorSpecs,
} from "../../gloro/program.js";
import type { Engine, LoadedPrograms } from "../engine.js";
import { EngineClosedError } from "../engine.js";
import { checkNewNames, newEntries, programNamed, stateEntry } from "../programState.js";
import { onCpuBackend } from "./cpuBackend.js";
import { freeingTensors, tensorFromHost, tensorToHost } from "./hostTensor.js";

/** Runs programs operation by operation on TF.js's own CPU backend: the slow, plain reference. */
export const eagerEngine: Engine = {
  name: "eager",
  load: (programs, state) => Promise.resolve(new EagerPrograms(programs, state)),
};

class EagerPrograms implements LoadedPrograms {
  private readonly state: Map<string, HostTensor>;
  private closed = false;

  constructor(
    private programs: readonly Program[],
    state: HostTensors,
  ) {
    this.state = new Map(Object.entries(state).map(([name, tensor]) => [name, copyOf(tensor)]));
  }

  add(programs: readonly Program[], state: HostTensors = {}): Promise<void> {
    return this.open(() => {
      checkNewNames(this.programs, programs);
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
      return onCpuBackend(() =>
        freeingTensors(() => {
          const state = this.tensorsOf(program.state, (entry) => stateEntry(this.state, entry));
          const given = this.tensorsOf(program.inputs, (entry, spec) =>
            stateEntry(new Map(Object.entries(inputs)), entry, spec),
          );
          const result = program.body(state, given);
          const next = Object.entries(result.state).map(
            ([entry, tensor]) =>
              [entry, tensorToHost(tensor, stateEntry(this.state, entry))] as const,
          );
          const outputs = Object.fromEntries(
            Object.entries(result.outputs).map(
              ([entry, tensor]) => [entry, tensorToHost(tensor, specOf(tensor))] as const,
            ),
          );
          // A program may have kept tensors from its own scopes: they are freed here.
          tf.dispose([...Object.values(result.state), ...Object.values(result.outputs)]);
          if (accept(outputs)) for (const [entry, tensor] of next) this.state.set(entry, tensor);
          return outputs;
        }),
      );
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

  private tensorsOf(
    specs: TensorSpecs,
    hostOf: (name: string, spec: TensorSpec) => HostTensor,
  ): Tensors {
    return Object.fromEntries(
      Object.entries(specs).map(([name, spec]) => [name, tensorFromHost(hostOf(name, spec))]),
    );
  }

  private async open<T>(action: () => T): Promise<T> {
    if (this.closed) throw new EngineClosedError();
    return Promise.resolve(action());
  }
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
