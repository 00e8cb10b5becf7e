import type { Command } from "commander";
import type { ExitCode } from "../exitCode.js";
import type { Output } from "../output.js";

/** Makes an action of commander from what a command does. */
export type Act = <A extends unknown[]>(
  run: (output: Output, ...inputs: A) => Promise<ExitCode>,
) => (...inputs: A) => Promise<void>;

/** A command of `gloro`. */
export interface CommandDefinition {
  readonly summary: string;
  /** Whole command lines, with what each does. */
  readonly examples: readonly (readonly [line: string, effect: string])[];
  /**
   * Adds arguments, options and the action. The file of a command imports nothing heavy before its
   * action runs, so that `gloro --help` and completion are quick.
   */
  readonly define: (command: Command, act: Act) => void;
}
