import type { TensorSpec } from "../program.js";

/** A number given at each call, such as ε. */
export const scalarSpec: TensorSpec = { shape: [], dtype: "float32" };
