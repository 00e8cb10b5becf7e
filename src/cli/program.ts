import { Command } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import type { CommandDefinition } from "./commands/command.js";
import { commands } from "./commands/index.js";
import { Output } from "./output.js";
import type { OutputOptions } from "./output.js";
import type { ExitCode } from "./exitCode.js";
import type { Terminal } from "./terminal.js";

/** The command line `gloro`: parsing runs a command, whose exit code goes to `onExit`. */
export function createProgram(terminal: Terminal, onExit: (code: ExitCode) => void): Command {
  const program = new Command("gloro")
    .description("Train, watch and certify provably robust networks (GloRo Nets).")
    .version(packageJson.version)
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .exitOverride();
  for (const [name, definition] of Object.entries(commands)) {
    addCommand(program, name, definition, terminal, onExit);
  }
  return program;
}

function addCommand(
  program: Command,
  name: string,
  { summary, examples, define }: CommandDefinition,
  terminal: Terminal,
  onExit: (code: ExitCode) => void,
): void {
  const command = program.command(name).description(summary);
  define(command, (run) => async (...inputs) => {
    // Commander passes the command itself last; its options include those of its parents.
    const given = inputs.at(-1);
    const options: OutputOptions = given instanceof Command ? given.optsWithGlobals() : {};
    onExit(await run(new Output(terminal, options), ...inputs));
  });
  // Subcommands inherit nothing: each takes the options itself.
  for (const each of [command, ...command.commands]) {
    each
      .option("--json", "write JSON for programs instead of text")
      .option("--quiet", "write results only, no progress")
      .option("--no-color", "write without colours, as with NO_COLOR");
  }
  command.addHelpText("after", helpOfExamples(examples));
}

function helpOfExamples(examples: CommandDefinition["examples"]): string {
  const lines = examples.map(([line, effect]) => `  $ ${line}\n      ${effect}`);
  return ["", "Examples:", ...lines].join("\n");
}
