import type { HostTensor, HostTensors, Program, TensorSpecs } from "../../gloro/program.js";
import type { Engine, LoadedPrograms } from "../engine.js";
import { EngineClosedError } from "../engine.js";
import { checkNewNames, newEntries, programNamed, stateEntry } from "../programState.js";
import { callInputs } from "../blocks.js";
import type { Graph } from "../graph/node.js";
import { partition } from "../partition/partition.js";
import { recordProgram } from "../recordProgram.js";
import type { Passes } from "../rewrites/index.js";
import { tensorflowPasses } from "../rewrites/index.js";
import type { Binding } from "./binding.js";
import type { LoweredPrograms, TensorflowSetup } from "./lower.js";
import { lowerToTensorflow } from "./lower.js";
import { Session } from "./session.js";

/** How the TensorFlow engine is set up. */
export interface TensorflowOptions extends TensorflowSetup {
  /** The passes over each program's graph; all of them if left out. */
  readonly passes?: Passes;
}

/** Runs traced programs as graphs of TensorFlow, whose threads are the process's. */
export function tensorflowEngine(
  binding: Binding,
  { passes = tensorflowPasses, ...setup }: TensorflowOptions = {},
): Engine {
  return {
    name: "tensorflow",
    load: (programs, state) =>
      Promise.resolve().then(
        () => new TensorflowPrograms(binding, { passes, ...setup }, programs, state),
      ),
  };
}

/** A program with its graph, recorded and rewritten once. */
interface RecordedProgram {
  readonly name: string;
  readonly specs: TensorSpecs;
  readonly graph: Graph;
}

class TensorflowPrograms implements LoadedPrograms {
  readonly callsAtOnce = 1;
  private programs: readonly RecordedProgram[];
  private specs: Map<string, HostTensor>;
  private lowered: LoweredPrograms;
  private session: Session;
  private closed = false;

  constructor(
    private readonly binding: Binding,
    private readonly options: TensorflowSetup & { readonly passes: Passes },
    programs: readonly Program[],
    state: HostTensors,
  ) {
    this.programs = this.record(programs);
    this.specs = new Map(Object.entries(state));
    this.lowered = this.lower(this.programs, this.specs);
    this.session = new Session(binding, this.lowered.bytes);
    this.write(state);
  }

  add(programs: readonly Program[], state: HostTensors = {}): Promise<void> {
    return this.open(() => {
      checkNewNames(this.programs, programs);
      const fresh = newEntries(this.specs, state);
      this.reload(
        [...this.programs, ...this.record(programs)],
        new Map([...this.specs, ...fresh]),
        Object.fromEntries(fresh),
      );
    });
  }

  remove(names: readonly string[]): Promise<void> {
    return this.open(() => {
      const leaving = names.map((name) => programNamed(this.programs, name));
      const staying = this.programs.filter((program) => !leaving.includes(program));
      if (leaving.length > 0) this.reload(staying, this.specs, {});
    });
  }

  run(
    name: string,
    inputs: HostTensors,
    accept: (outputs: HostTensors) => boolean = () => true,
  ): Promise<HostTensors> {
    return this.open(() => {
      const { specs } = programNamed(this.programs, name);
      const program = programNamed(this.lowered.programs, name);
      const given = new Map(Object.entries(inputs));
      const feeds = new Map(
        [...program.feeds].map(([input, node]) => [node, stateEntry(given, input, specs[input])]),
      );
      const names = [...program.fetches.keys()];
      const values = this.session.run(feeds, [...program.fetches.values(), program.computed]);
      const outputs = named(names, values);
      if (program.accepted !== undefined && accept(outputs))
        this.session.run(new Map(), [program.accepted]);
      return outputs;
    });
  }

  readState(names: readonly string[] = [...this.specs.keys()]): Promise<HostTensors> {
    return this.open(() => this.read(names));
  }

  writeState(state: HostTensors): Promise<void> {
    return this.open(() => {
      for (const [name, tensor] of Object.entries(state)) stateEntry(this.specs, name, tensor);
      this.write(state);
    });
  }

  dispose(): Promise<void> {
    if (!this.closed) this.session.close();
    this.closed = true;
    return Promise.resolve();
  }

  private record(programs: readonly Program[]): RecordedProgram[] {
    return programs.map((program) => ({
      name: program.name,
      specs: callInputs(program),
      graph: recordProgram(program, this.options.passes, (step) => this.divided(step)),
    }));
  }

  private divided(graph: Graph): Graph {
    const { devices = [] } = this.options;
    return devices.length > 1 ? partition(graph, devices.length) : graph;
  }

  private lower(
    programs: readonly RecordedProgram[],
    specs: ReadonlyMap<string, HostTensor>,
  ): LoweredPrograms {
    return lowerToTensorflow(
      programs.map(({ graph }) => graph),
      Object.fromEntries(specs),
      this.options,
    );
  }

  /** A session's graph cannot grow: the state moves into one on another graph. */
  private reload(
    programs: readonly RecordedProgram[],
    specs: Map<string, HostTensor>,
    fresh: HostTensors,
  ): void {
    const lowered = this.lower(programs, specs);
    const session = new Session(this.binding, lowered.bytes);
    const state = { ...this.read([...this.specs.keys()]), ...fresh };
    this.session.close();
    Object.assign(this, { programs, specs, lowered, session });
    this.write(state);
  }

  private read(names: readonly string[]): HostTensors {
    if (names.length === 0) return {};
    const nodes = names.map((name) => this.variable(name).read);
    return named(names, this.session.run(new Map(), nodes));
  }

  private write(state: HostTensors): void {
    const entries = Object.entries(state);
    if (entries.length === 0) return;
    this.session.run(
      new Map(entries.map(([name, tensor]) => [this.variable(name).fed, tensor])),
      entries.map(([name]) => this.variable(name).written),
    );
  }

  private variable(name: string) {
    const variable = this.lowered.state.get(name);
    if (!variable) throw new Error(`The state has no entry "${name}".`);
    return variable;
  }

  private async open<T>(action: () => T): Promise<T> {
    if (this.closed) throw new EngineClosedError();
    return Promise.resolve(action());
  }
}

function named(names: readonly string[], values: readonly HostTensor[]): HostTensors {
  return Object.fromEntries(
    names.map((name, index) => {
      const value = values[index];
      if (!value) throw new Error(`TensorFlow returned nothing for "${name}".`);
      return [name, value];
    }),
  );
}
