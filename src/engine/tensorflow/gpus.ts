import { GloroError } from "../../gloro/errors.js";
import type { Binding } from "./binding.js";
import { GraphDefWriter } from "./graphDefWriter.js";
import { encodeSavedModel } from "./messages.js";
import { Session } from "./session.js";
import { TensorflowError } from "./tensorflowError.js";

/**
 * TensorFlow's names of its first `count` GPUs. The binding lists no devices, but a session refuses a
 * node on one that is not there, and names those that are.
 *
 * @throws GloroError where there are fewer.
 */
export function gpus(binding: Binding, count: number): string[] {
  const names = Array.from({ length: count }, (_, index) => `GPU:${index}`);
  const write = new GraphDefWriter();
  write.place(names.at(-1));
  write.scalar(0, "float32");
  try {
    new Session(binding, encodeSavedModel(write.nodes)).close();
    return names;
  } catch (error) {
    const known = error instanceof TensorflowError ? listedGpus(error.message) : undefined;
    if (known === undefined) throw error;
    throw new GloroError(
      `TensorFlow finds ${gpuCount(known)} here, and "devices" asks for ${count}: set it to ${Math.max(known, 1)}. "gloro engine doctor" looks for what is missing.`,
    );
  }
}

/** How many GPUs a refusal names; undefined where it is about something else. */
function listedGpus(refusal: string): number | undefined {
  const [, listed] = /available devices are \[([^\]]*)\]/.exec(refusal) ?? [];
  return listed?.match(/device:GPU:/g)?.length ?? (listed === undefined ? undefined : 0);
}

function gpuCount(count: number): string {
  return count === 0 ? "no GPU" : count === 1 ? "one GPU" : `${count} GPUs`;
}
