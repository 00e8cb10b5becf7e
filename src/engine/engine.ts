import type { HostTensors, Program } from "../gloro/program.js";

/** The engines, by the names that configs and the command line use. */
export const engineNames = ["onnx-cpu", "onnx-webgpu", "tensorflow", "eager"] as const;
/** The name of an engine. */
export type EngineName = (typeof engineNames)[number];

/** What products of a training step may round to. */
export const precisions = ["float32", "bfloat16"] as const;

/** What makes training steps faster, where an engine offers it: they round more, or otherwise. */
export interface Acceleration {
  /**
   * `bfloat16`: products that carry the batch round their operands to bfloat16. Parameters, everything of
   * the Lipschitz bounds, the loss and the optimizer are float32, and so is every program that does not
   * train. Default `float32`.
   */
  readonly precision?: (typeof precisions)[number] | undefined;
  /** Whether XLA compiles the programs that train. Default false. */
  readonly xla?: boolean | undefined;
}

/** What is known of an engine on this machine. */
export interface EngineReport {
  readonly name: EngineName;
  readonly available: boolean;
  /** Why it cannot run here, and what to do. */
  readonly why?: string;
  /** The version of what runs underneath, such as `onnxruntime 1.30.0`. */
  readonly version: string;
  /** What it is, in a few words. */
  readonly detail: string;
}

/** Something that runs tensor programs. */
export interface Engine {
  readonly name: EngineName;
  /**
   * Prepares programs that share one state, and puts `state` on the device. Throws
   * `NoLoweringError` for a kernel that the engine cannot run, `OutOfMemoryError`.
   */
  load(programs: readonly Program[], state: HostTensors): Promise<LoadedPrograms>;
}

/** Programs made ready, and the state that they share. */
export interface LoadedPrograms {
  /** How many calls of programs that leave the state alone are worth having under way at once; 1 or more. */
  readonly callsAtOnce: number;
  /**
   * Prepares more programs on the same state. Entries of `state` that it does not have yet are put on
   * the device; those it has stay as they are. Throws as `load` does, ShapeError for an entry of another
   * shape, and Error for a program of a name that is taken; then nothing was added.
   */
  add(programs: readonly Program[], state?: HostTensors): Promise<void>;
  /** Frees programs, by name; the state stays. */
  remove(programs: readonly string[]): Promise<void>;
  /**
   * Runs one program by name. Calls run in call order; the state stays on the device. The caller keeps
   * `inputs`; the outputs are the caller's own. Where `accept` is given and does not hold of them, the
   * state stays as it was. Throws `EngineClosedError` after `dispose()`, `OutOfMemoryError`.
   */
  run(
    program: string,
    inputs: HostTensors,
    accept?: (outputs: HostTensors) => boolean,
  ): Promise<HostTensors>;
  /** A copy of the state, or of the entries named. */
  readState(names?: readonly string[]): Promise<HostTensors>;
  /** Replaces entries of the state. Names and shapes must be those it was loaded with. */
  writeState(state: HostTensors): Promise<void>;
  /** Frees everything. Safe to call twice. */
  dispose(): Promise<void>;
}

/** A call on programs that were already disposed. */
export class EngineClosedError extends Error {
  override name = "EngineClosedError";

  constructor() {
    super("The engine was closed; load the programs again.");
  }
}
