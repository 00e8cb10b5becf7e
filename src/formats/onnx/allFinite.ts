import type { ModelWriter } from "./modelWriter.js";

/** Whether every entry of each example is finite: `[N]`, bool, for values `[N, d]`. */
export function allFinite(values: string, write: ModelWriter): string {
  // Comparisons with NaN are false everywhere; what minima and maxima make of it differs.
  const each = write.emit("Less", [write.emit("Abs", [values]), write.scalar(Infinity, "float32")]);
  const least = write.emit("ReduceMin", [write.cast(each, "float32")], { axes: [1], keepdims: 0 });
  return write.cast(least, "bool");
}
