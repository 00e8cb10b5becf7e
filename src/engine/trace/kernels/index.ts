import { elementwiseKernels } from "./elementwise.js";
import type { TraceKernel } from "./kernel.js";
import { linearKernels } from "./linear.js";
import { reductionKernels } from "./reductions.js";
import { shapeKernels } from "./shapes.js";

/** Every TF.js kernel that can be recorded, by its TF.js name. */
export const traceKernels: Readonly<Record<string, TraceKernel>> = {
  ...elementwiseKernels,
  ...reductionKernels,
  ...shapeKernels,
  ...linearKernels,
};
