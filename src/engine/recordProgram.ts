import type { Program } from "../gloro/program.js";
import type { Graph } from "./graph/node.js";
import { repeatedSteps } from "./graph/repeatedSteps.js";
import type { Passes } from "./rewrites/index.js";
import { rewriteInPasses } from "./rewrites/index.js";
import { trace } from "./trace/trace.js";

/**
 * A program as the graph that is lowered: its step is recorded, rewritten and divided once, and then repeated where a
 * call takes several.
 *
 * @param divide puts the step on several devices
 * @throws NoLoweringError where the program uses a kernel that cannot be recorded
 */
export function recordProgram(
  program: Program,
  passes: Passes,
  divide: (step: Graph) => Graph = (step) => step,
): Graph {
  const step = divide(rewriteInPasses(trace(program), passes));
  return program.steps === undefined ? step : repeatedSteps(step, program.steps);
}
