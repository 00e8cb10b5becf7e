import type { Command } from "commander";

/** What can be written after a command. */
export interface CommandWords {
  /** `train`, or `runs show` for a subcommand. */
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionWords[];
  /** Names of subcommands, and the choices of its arguments. */
  readonly words: readonly string[];
  /** Whether it takes the id of a run. */
  readonly takesRun: boolean;
}

export interface OptionWords {
  /** `--engine`. */
  readonly flag: string;
  readonly summary: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

/** The words of every command of a program, its subcommands included. */
export function completionWords(program: Command): CommandWords[] {
  return program.commands.flatMap((command) => [
    wordsOf(command, command.name()),
    ...command.commands.map((inner) => wordsOf(inner, `${command.name()} ${inner.name()}`)),
  ]);
}

function wordsOf(command: Command, name: string): CommandWords {
  const takenArguments = command.registeredArguments;
  return {
    name,
    summary: command.description(),
    options: command.options.map(({ long, short, description, required, argChoices }) => ({
      flag: long ?? short ?? "",
      summary: description,
      takesValue: required,
      choices: argChoices ?? [],
    })),
    words: [
      ...command.commands.map((inner) => inner.name()),
      ...takenArguments.flatMap(({ argChoices }) => argChoices ?? []),
    ],
    takesRun: takenArguments.some((argument) => argument.name() === "run"),
  };
}
