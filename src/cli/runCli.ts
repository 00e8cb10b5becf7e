import { CommanderError } from "commander";
import { GloroError, UnknownWordError } from "../gloro/errors.js";
import { ConfigError } from "../runs/configError.js";
import { exitCode } from "./exitCode.js";
import type { ExitCode } from "./exitCode.js";
import { createProgram } from "./program.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usageError.js";

/** Runs `gloro` with its arguments; every failure becomes an exit code and a text on `err`. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = exitCode.ok;
  const program = createProgram(terminal, (given) => {
    code = given;
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    return reportError(error, terminal);
  }
}

/** What was written is at fault: a config, an option, a word. */
const usageErrors = [ConfigError, UsageError, UnknownWordError];

function reportError(error: unknown, terminal: Terminal): ExitCode {
  // Commander has written its message, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.usage;
  if (error instanceof GloroError) {
    terminal.err(`gloro: ${error.message}\n`);
    const isUsage = usageErrors.some((kind) => error instanceof kind);
    return isUsage ? exitCode.usage : exitCode.failed;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  terminal.err(`gloro: this is a defect of the program; please report it.\n${stack}\n`);
  return exitCode.failed;
}
