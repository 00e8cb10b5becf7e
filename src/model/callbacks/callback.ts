import type { GloroNet } from "../gloroNet.js";
import type { StepValues } from "../programInputs.js";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What `fit` tells a callback. */
export interface FitContext {
  readonly net: GloroNet;
  /** From 0. */
  readonly epoch: number;
  readonly epochs: number;
  /** Within the epoch, from 0. */
  readonly step: number;
  /** Undefined in the first epoch over batches of one's own. */
  readonly stepsPerEpoch: number | undefined;
  /** The means over the epoch so far: `loss`, the metrics, and at its end `val_loss`, … */
  readonly logs: Readonly<Record<string, number>>;
  /** What the next steps use instead of the net's own ε, λ and learning rate. */
  readonly stepValues: Partial<Mutable<StepValues>>;
  /** What validation uses instead of the net's own ε and λ. */
  readonly testValues: Partial<Mutable<Pick<StepValues, "epsilon" | "lambda">>>;
  /** Ends the training after this step: the epoch is closed as usual, and `fit` resolves. */
  readonly stop: () => void;
}

type Moment = (context: FitContext) => void | Promise<void>;

/**
 * What is to happen at moments of a training. Each is awaited, in the order of the callbacks. Where
 * `fit` throws, no further moment comes.
 */
export interface Callback {
  /** Before the first epoch. */
  onTrainBegin?: Moment;
  /** Before the first step of each epoch. */
  onEpochBegin?: Moment;
  /** Before each step. */
  onBatchBegin?: Moment;
  /** After each step. */
  onBatchEnd?: Moment;
  /** Before each validation. */
  onTestBegin?: Moment;
  /** After each validation. */
  onTestEnd?: Moment;
  /** After each epoch, validation included. */
  onEpochEnd?: Moment;
  /** After the last epoch. */
  onTrainEnd?: Moment;
}
