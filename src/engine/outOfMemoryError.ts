import { GloroError } from "../gloro/errors.js";

/** A program, or its state, for which the engine's device has no memory. */
export class OutOfMemoryError extends GloroError {
  override name = "OutOfMemoryError";
}

/** How onnxruntime, WebGPU, TensorFlow and JavaScript itself say it. */
const signs = [
  /\bout of memory\b/i,
  /\bOOM\b/,
  /bad_alloc\b|\bbad allocation\b/,
  /\bResource ?Exhausted\b/i,
  /failed to allocate memory/i,
  /BFCArena.*fail/i,
  /\bbuffer (size|allocation)\b.*\b(exceed|fail|larger)/i,
  /array buffer allocation failed/i,
];

/** The error for what an engine's library threw: of memory, or as it is. */
export function engineError(error: unknown): unknown {
  if (error instanceof OutOfMemoryError) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (!signs.some((sign) => sign.test(text))) return error;
  return new OutOfMemoryError("The engine ran out of memory. Take a smaller batch.", {
    cause: error,
  });
}
