import { runCli } from "../../src/cli/runCli.js";
import { RecordingTerminal } from "./recordingTerminal.js";

/** Runs `gloro` in this process, and returns what it exits with and writes. */
export async function gloro(...args: string[]) {
  const terminal = new RecordingTerminal();
  const code = await runCli(args, terminal);
  return { code, ...terminal.written };
}
