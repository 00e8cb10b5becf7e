import { GloroError } from "../../gloro/errors.js";
import { engineError, OutOfMemoryError } from "../outOfMemoryError.js";

/** TensorFlow refused a graph, or failed to run it. */
export class TensorflowError extends GloroError {
  override name = "TensorflowError";
}

/** An error of TensorFlow's as a sentence; its own text names nodes, and goes on for pages. */
export function tensorflowError(what: string, error: unknown): GloroError {
  const text = error instanceof Error ? error.message : String(error);
  const memory = /OOM when allocating tensor with shape\[([\d,]*)\]/.exec(text);
  if (memory)
    return new OutOfMemoryError(
      `TensorFlow ${what}: there is no memory for a tensor [${memory[1] ?? ""}]. Take a smaller batch.`,
    );
  const other = engineError(error);
  if (other instanceof OutOfMemoryError) return other;
  const [line = ""] = text
    .replace(/^(Session fail to run with error|Failed to load SavedModel): /, "")
    .split("\n");
  return new TensorflowError(`TensorFlow ${what}: ${line.replace(/\.?\s*$/, "")}.`);
}
