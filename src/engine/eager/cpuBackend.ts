import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";

// Without it the backend advertises another package on the terminal at its first use.
tf.enableProdMode();

/** Runs `body` with TF.js on its own CPU backend, and gives back the backend that was set. */
export function onCpuBackend<T>(body: () => T): T {
  const previous = tf.engine().backendName;
  // Switching is synchronous for a registered backend; its promise is already resolved.
  void tf.setBackend("cpu");
  try {
    return body();
  } finally {
    if (previous) void tf.setBackend(previous);
  }
}
