import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Collects garbage, which Node does not do on request unless told to, and lets finalizers run. */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString("--expose_gc");
  const collect = runInNewContext("gc") as () => void;
  for (let round = 0; round < 3; round++) {
    collect();
    // Tensors outside of the heap are freed by finalizers, which run between tasks.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
