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
import { stateEntry, programNamed } from "../programState.js";
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
    private readonly programs: readonly Program[],
    state: HostTensors,
  ) {
    this.state = new Map(Object.entries(state).map(([name, tensor]) => [name, copyOf(tensor)]));
  }

  run(name: string, inputs: HostTensors): Promise<HostTensors> {
    return this.open(() => {
      const program = programNamed(this.programs, name);
      return onCpuBackend(() =>
        freeingTensors(() => {
          const state = this.tensorsOf(program.state, (entry) => stateEntry(this.state, entry));
          const given = this.tensorsOf(program.inputs, (entry, spec) =>
            stateEntry(new Map(Object.entries(inputs)), entry, spec),
          );
          const result = program.body(state, given);
          for (const [entry, tensor] of Object.entries(result.state))
            this.state.set(entry, tensorToHost(tensor, stateEntry(this.state, entry)));
          const outputs = Object.entries(result.outputs).map(
            ([entry, tensor]) => [entry, tensorToHost(tensor, specOf(tensor))] as const,
          );
          // A program may have kept tensors from its own scopes: they are freed here.
          tf.dispose([...Object.values(result.state), ...Object.values(result.outputs)]);
          return Object.fromEntries(outputs);
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
