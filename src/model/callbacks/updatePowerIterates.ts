import { tolerances } from "../convergence.js";
import type { Callback, FitContext } from "./callback.js";

/** When the iterates count as settled: the largest relative change of a layer's estimate. */
export interface UpdatePowerIteratesOptions {
  /** Before each validation and at the end of each epoch; default 1e-4. */
  readonly tolerance?: number;
  /** Before the first step; default 1e-2. */
  readonly initialTolerance?: number;
}

/**
 * Settles the iterates of the power method before the first step, before each validation and at the end
 * of each epoch, and so at the end of the training (Leino et al. 2021). `fit` adds it unless told
 * `updateIterates: false`.
 */
export class UpdatePowerIterates implements Callback {
  private readonly tolerance: number;
  private readonly initialTolerance: number;

  constructor({
    tolerance = tolerances.betweenEpochs,
    initialTolerance = tolerances.beforeTraining,
  }: UpdatePowerIteratesOptions = {}) {
    this.tolerance = tolerance;
    this.initialTolerance = initialTolerance;
  }

  async onTrainBegin({ net }: FitContext): Promise<void> {
    await net.refreshIterates({ tolerance: this.initialTolerance });
  }

  async onTestBegin({ net }: FitContext): Promise<void> {
    await net.refreshIterates({ tolerance: this.tolerance });
  }

  async onEpochEnd({ net }: FitContext): Promise<void> {
    await net.refreshIterates({ tolerance: this.tolerance });
  }
}
