import type { Output } from "../output.js";
import { RedrawnLine } from "./redrawnLine.js";

/**
 * Says what some work does while it does it: on a terminal one redrawn line of what it reports, elsewhere
 * `summary` before it begins.
 */
export async function withActivity<T>(
  output: Output,
  summary: string,
  work: (report: (activity: string) => void) => Promise<T>,
): Promise<T> {
  const { terminal, quiet } = output;
  const line = new RedrawnLine(terminal.err);
  if (!terminal.isInteractive) output.note(`${summary} …`);
  try {
    return await work((activity) => {
      if (terminal.isInteractive && !quiet) line.draw(`${activity} …`);
    });
  } finally {
    line.clear();
  }
}
