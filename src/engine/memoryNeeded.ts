import type { Program } from "../gloro/program.js";
import { peakMemory } from "./graph/peakMemory.js";
import { recordProgram } from "./recordProgram.js";
import { onnxPasses } from "./rewrites/index.js";

/** About how many bytes a program's values take at once, on any engine; see {@link peakMemory}. */
export function memoryNeeded(program: Program): number {
  return peakMemory(recordProgram(program, onnxPasses));
}
