import type { Program } from "../gloro/program.js";
import { peakMemory } from "./graph/peakMemory.js";
import { onnxPasses, rewriteInPasses } from "./rewrites/index.js";
import { trace } from "./trace/trace.js";

/** About how many bytes a program's values take at once, on any engine; see {@link peakMemory}. */
export function memoryNeeded(program: Program): number {
  return peakMemory(rewriteInPasses(trace(program), onnxPasses));
}
