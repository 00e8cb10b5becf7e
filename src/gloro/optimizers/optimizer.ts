import type { Tensor } from "@tensorflow/tfjs-core";
import type { HostTensors, Tensors, TensorSpecs } from "../program.js";

/** The scalars that change from step to step. */
export interface StepScalars {
  readonly learningRate: Tensor;
  /** 1 at the first step; float32. */
  readonly step: Tensor;
}

/** A rule that moves parameters along gradients, and what it remembers between steps. */
export interface Optimizer {
  /** What it remembers, by names such as `adam/m/conv2d_1/kernel`. */
  slots(parameters: TensorSpecs): TensorSpecs;
  /** The slots of a new run. */
  initialSlots(parameters: TensorSpecs): HostTensors;
  /** One step. `gradients` has the names of `parameters`; both and `slots` are left alone. */
  apply(
    parameters: Tensors,
    gradients: Tensors,
    slots: Tensors,
    scalars: StepScalars,
  ): { parameters: Tensors; slots: Tensors };
}

/** One parameter's part of a step. */
export interface ParameterStep {
  readonly parameter: Tensor;
  /** By slot kind, as named when the optimizer was made. */
  readonly slots: Tensors;
}
