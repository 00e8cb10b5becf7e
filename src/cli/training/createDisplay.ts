import type { Run } from "../../runs/runFolder.js";
import type { Output } from "../output.js";
import { InteractiveDisplay } from "./interactiveDisplay.js";
import { JsonDisplay } from "./jsonDisplay.js";
import { PlainDisplay } from "./plainDisplay.js";
import type { TrainingDisplay } from "./trainingDisplay.js";

/** A redrawn line on a terminal, a line an epoch elsewhere, or JSON lines. */
export function createDisplay(output: Output, run: Run): TrainingDisplay {
  if (output.json) return new JsonDisplay(output, run);
  const isDrawn = output.terminal.isInteractive && !output.quiet;
  return isDrawn ? new InteractiveDisplay(output, run) : new PlainDisplay(output, run);
}
