import type { Engine, LoadedPrograms } from "../engine/engine.js";
import { GloroError } from "../gloro/errors.js";
import type { Network } from "../gloro/network.js";
import { convergeIterates as convergeStep } from "../gloro/programs/index.js";
import type { HostTensors, Program } from "../gloro/program.js";
import type { Relaxation } from "../gloro/relaxations/index.js";
import { convergeIterates, tolerances } from "./convergence.js";
import { scalar } from "./programInputs.js";

/** A program, made when it is first needed. */
export interface LazyProgram {
  /** Unique among the programs of a network. */
  readonly key: string;
  readonly make: () => Program;
}

/**
 * A network whose state lies on an engine. Programs are traced when they are first run, and kept. It
 * knows whether the iterates have settled since the weights last changed.
 */
export class NetworkOnEngine {
  private readonly added = new Map<string, Promise<void>>();
  /** Counts the changes of the weights. */
  private version = 0;
  private settled = { version: -1, tolerance: Infinity };
  private disposed = false;
  /** L_sub where it is a constant: then nobody may change the weights. */
  frozen: number | undefined;
  /** Steps of the power method in a training step, where that was said. */
  powerIterations: number | undefined;
  /** Of a relaxed net. */
  relaxation: Relaxation | undefined;

  private constructor(
    readonly network: Network,
    private readonly programs: LoadedPrograms,
  ) {}

  /** Puts `state`, the network's parameters and iterates, on the engine. */
  static async load(
    network: Network,
    state: HostTensors,
    engine: Engine,
  ): Promise<NetworkOnEngine> {
    return new NetworkOnEngine(network, await engine.load([], state));
  }

  /** How many calls of programs that leave the state alone are worth having under way at once. */
  get callsAtOnce(): number {
    return this.programs.callsAtOnce;
  }

  /** Runs a program. Where `accept` does not hold of the outputs, the state stays as it was. */
  async run(
    { key, make }: LazyProgram,
    inputs: HostTensors,
    accept?: (outputs: HostTensors) => boolean,
  ): Promise<HostTensors> {
    await this.addOnce(key, make);
    return this.programs.run(key, inputs, accept);
  }

  /** Drops the programs whose keys begin with `prefix`. */
  async drop(prefix: string): Promise<void> {
    this.checkOpen();
    const keys = [...this.added.keys()].filter((key) => key.startsWith(prefix));
    for (const key of keys) this.added.delete(key);
    if (keys.length > 0) await this.programs.remove(keys);
  }

  /** Gives entries of the state these values; those it does not have yet are new. */
  async put(tensors: HostTensors): Promise<void> {
    this.checkOpen();
    await this.programs.add([], tensors);
    await this.programs.writeState(tensors);
  }

  async weights(): Promise<HostTensors> {
    this.checkOpen();
    return this.programs.readState(Object.keys(this.network.parameters));
  }

  /** Replaces weights: names and shapes must be the network's. */
  async setWeights(weights: HostTensors): Promise<void> {
    this.checkOpen();
    await this.programs.writeState(weights);
    this.weightsMoved();
  }

  /** To be called after the weights changed. */
  weightsMoved(): void {
    this.version += 1;
  }

  /**
   * Runs the power method until no layer's estimate changes by more than `tolerance` of itself; does
   * nothing where that was so already and the weights have not changed since, or where L_sub is frozen.
   * Throws DivergedError.
   */
  async settle(tolerance: number = tolerances.betweenEpochs): Promise<void> {
    this.checkOpen();
    if (this.frozen !== undefined) return;
    if (this.settled.version === this.version && this.settled.tolerance <= tolerance) return;
    const { version } = this;
    const program = convergeStep({ network: this.network });
    await this.addOnce(program.name, () => program);
    await convergeIterates(this.programs, tolerance, () => Promise.resolve());
    this.settled = { version, tolerance };
  }

  /** Throws GloroError after `dispose()`. */
  checkOpen(): void {
    if (this.disposed) throw new GloroError("This GloroNet was disposed; create a new one.");
  }

  /** Throws GloroError while L_sub is frozen: to do `what` would make it another network's. */
  checkNotFrozen(what: string): void {
    if (this.frozen === undefined) return;
    throw new GloroError(`The net is frozen; call unfreeze() to ${what}.`);
  }

  /** Frees everything. Safe to call twice. */
  async dispose(): Promise<void> {
    this.disposed = true;
    await this.programs.dispose();
  }

  private async addOnce(key: string, make: () => Program): Promise<void> {
    this.checkOpen();
    const adding = this.added.get(key) ?? this.programs.add([{ ...make(), name: key }]);
    this.added.set(key, adding);
    try {
      await adding;
    } catch (error) {
      // The next call may try again.
      if (this.added.get(key) === adding) this.added.delete(key);
      throw error;
    }
  }
}

/** The key of a program that has a form of its own for a frozen net, and for each relaxation. */
export function keyOf(
  program: string,
  { frozen, relaxation }: Partial<Pick<NetworkOnEngine, "frozen" | "relaxation">>,
): string {
  const relaxed = relaxation ? `/${JSON.stringify(relaxation)}` : "";
  return `${program}${relaxed}${frozen === undefined ? "" : "/frozen"}`;
}

/** L_sub as a program's input where it is frozen. */
export function frozenInput(frozen: number | undefined): HostTensors {
  return frozen === undefined ? {} : { subLipschitz: scalar(frozen) };
}
