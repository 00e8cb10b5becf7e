import { execFile } from "node:child_process";
import { promisify } from "node:util";

export interface CommandOptions {
  readonly cwd?: string;
  /** Added to this process's environment. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Runs a program to its end.
 * @throws Error, when it fails or is not there; from its second line on, with what the program wrote.
 */
export async function command(
  file: string,
  arguments_: readonly string[],
  { cwd, env }: CommandOptions = {},
): Promise<string> {
  const wholeOutput = { maxBuffer: Infinity };
  try {
    const { stdout } = await promisify(execFile)(file, arguments_, {
      ...wholeOutput,
      ...(cwd === undefined ? {} : { cwd }),
      env: { ...process.env, ...env },
    });
    return stdout;
  } catch (error) {
    const { message, stderr = "" } = error as Error & { stderr?: string };
    throw new Error(`\`${[file, ...arguments_].join(" ")}\` failed.\n${stderr || message}`);
  }
}

/** Whether the system finds a program of this name. */
export async function isInstalled(program: string): Promise<boolean> {
  try {
    await command("which", [program]);
    return true;
  } catch {
    return false;
  }
}
