import { GloroError } from "../../gloro/errors.js";
import { parseSchedule } from "../../gloro/schedules/index.js";
import type { Schedule } from "../../gloro/schedules/index.js";
import type { GloroNet } from "../gloroNet.js";
import type { Callback, FitContext } from "./callback.js";

/** How a scheduled quantity runs, besides its schedule. */
export interface SchedulerOptions {
  /** What validation uses, and the net after the training; default what the net had before. */
  readonly testValue?: number;
  /** What the schedule multiplies; default what the net had before. */
  readonly baseValue?: number;
  /** Whether the value changes within an epoch too, step by step; default true. */
  readonly interpolate?: boolean;
}

type Quantity = "epsilon" | "lambda" | "learningRate";

/**
 * Sets one quantity of the training by a schedule such as `linear_half` or `[0.01]-log-[50%:1.1]`; see
 * `parseSchedule`. The net's own value stays until the training ends.
 */
abstract class VariableScheduler implements Callback {
  protected abstract readonly quantity: Quantity;
  private run: { schedule: Schedule; base: number; testValue: number } | undefined;

  constructor(
    private readonly text = "fixed",
    private readonly options: SchedulerOptions = {},
  ) {}

  /** The net's own value. */
  protected abstract valueOf(net: GloroNet): number;

  onTrainBegin({ net, epochs, testValues }: FitContext): void {
    const { baseValue: base = this.valueOf(net), testValue = this.valueOf(net) } = this.options;
    this.run = { schedule: parseSchedule(this.text, epochs, base), base, testValue };
    if (this.quantity !== "learningRate") testValues[this.quantity] = testValue;
  }

  onBatchBegin({ epoch, step, stepsPerEpoch, stepValues }: FitContext): void {
    if (!this.run) return;
    const { schedule, base } = this.run;
    const { interpolate = true } = this.options;
    const fraction = interpolate && stepsPerEpoch !== undefined ? step / stepsPerEpoch : 0;
    stepValues[this.quantity] = base * schedule.at(epoch + fraction);
  }

  onTrainEnd({ net }: FitContext): void {
    if (this.run) net[this.quantity] = this.run.testValue;
  }
}

/** Schedules the ε of the training, apart from the ε that is certified. */
export class EpsilonScheduler extends VariableScheduler {
  protected override readonly quantity = "epsilon";

  protected override valueOf(net: GloroNet): number {
    return net.epsilon;
  }
}

/** Schedules the weight λ of the robust part of a TRADES loss. */
export class TradesScheduler extends VariableScheduler {
  protected override readonly quantity = "lambda";

  protected override valueOf(net: GloroNet): number {
    if (net.loss?.lambda !== undefined) return net.lambda;
    throw new GloroError(
      `TradesScheduler schedules the λ of a TRADES loss, and "${net.loss?.name ?? "none"}" has none. ` +
        `Compile the net with a loss such as "sparse_trades_kl.2".`,
    );
  }
}

/** Schedules the learning rate. */
export class LearningRateScheduler extends VariableScheduler {
  protected override readonly quantity = "learningRate";

  protected override valueOf(net: GloroNet): number {
    return net.learningRate;
  }
}
