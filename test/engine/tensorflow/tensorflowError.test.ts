import assert from "node:assert/strict";
import { tensorflowError } from "../../../src/engine/tensorflow/tensorflowError.js";

describe("tensorflowError", () => {
  // As TensorFlow 2.21 said them.
  for (const [theirs, ours, name = "TensorflowError"] of [
    [
      "Session fail to run with error: OOM when allocating tensor with shape[1048576,1048576] and type float on /job:localhost/replica:0/task:0/device:CPU:0 by allocator mklcpu\n\t [[{{node f}}]]\nHint: If you want to see a list of allocated tensors when OOM happens, add report_tensor_allocations_upon_oom",
      "TensorFlow could not run: there is no memory for a tensor [1048576,1048576]. Take a smaller batch.",
      "OutOfMemoryError",
    ],
    [
      "Session fail to run with error: Incompatible shapes: [2] vs. [3]\n\t [[{{node n7}}]]",
      "TensorFlow could not run: Incompatible shapes: [2] vs. [3].",
    ],
    [
      "Failed to load SavedModel: Read less bytes than requested.",
      "TensorFlow could not run: Read less bytes than requested.",
    ],
  ] as const)
    it(`makes a sentence of "${theirs.slice(0, 60)} …"`, () => {
      const error = tensorflowError("could not run", new Error(theirs));
      assert.equal(error.message, ours);
      assert.equal(error.name, name);
    });
});
