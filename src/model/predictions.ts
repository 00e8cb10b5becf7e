import type { Batch } from "../data/dataSet.js";
import type { HostTensors } from "../gloro/program.js";
import type { Guarantees } from "./guarantees.js";
import { mapEntries } from "../gloro/mapEntries.js";
import { evaluationInputs } from "./programInputs.js";
import { outputScalar, outputValues } from "./programOutputs.js";

/** What a network says of each of `count` examples. */
export interface Predictions {
  readonly count: number;
  readonly classes: number;
  readonly labels: Int32Array;
  /** `count`. */
  readonly predictions: Int32Array;
  /** `count`: certified radii by the power method's estimates; 0 or less certifies nothing. */
  readonly radii: Float64Array;
  /** `count`. */
  readonly losses: Float64Array;
  /** `count × classes`. */
  readonly logits: Float32Array;
  /** The Lipschitz estimate of each layer in `network.gains`. */
  readonly lipschitz: readonly number[];
  /** L_sub, estimated. */
  readonly subLipschitz: number;
  /** Of a relaxed net, by the same estimates. */
  readonly relaxed?: Guarantees | undefined;
  /** The rates of the metrics asked for, by output. */
  readonly rates: Readonly<Record<string, number>>;
}

export interface PredictOptions {
  /** Runs an evaluationStep of the batches' size. */
  readonly run: (inputs: HostTensors) => Promise<HostTensors>;
  /** How many batches are under way at once. */
  readonly batchesAtOnce: number;
  readonly inputShape: readonly number[];
  readonly classes: number;
  readonly batches: Iterable<Batch>;
  readonly count: number;
  /** The metrics among the program's outputs; default none. */
  readonly metrics?: readonly string[];
  /** K of a relaxed net. */
  readonly largestK?: number | undefined;
  readonly epsilon: number;
  readonly lambda: number;
  /** Called before each batch; what it throws ends the evaluation. */
  readonly beforeBatch: () => Promise<void>;
}

/** Runs the evaluation step over a whole split, in order. */
export async function predict(options: PredictOptions): Promise<Predictions> {
  const { classes, count, largestK, metrics = [] } = options;
  const labels = new Int32Array(count);
  const predictions = new Int32Array(count);
  const radii = new Float64Array(count);
  const losses = new Float64Array(count);
  const logits = new Float32Array(count * classes);
  const relaxed = largestK === undefined ? undefined : emptyGuarantees(count, largestK);
  const holds: Record<string, number> = {};
  let lipschitz: number[] = [];
  let subLipschitz = 1;
  const keep = (batch: Batch, first: number, outputs: HostTensors): void => {
    const real = (name: string, perExample = 1) =>
      outputValues(outputs, name).subarray(0, batch.count * perExample);
    labels.set(batch.labels.subarray(0, batch.count), first);
    predictions.set(real("prediction"), first);
    radii.set(real("radius"), first);
    losses.set(real("loss"), first);
    logits.set(real("logits", classes), first * classes);
    relaxed?.radii.set(real("radii", relaxed.largestK), first * relaxed.largestK);
    relaxed?.labelRanks.set(real("labelRank"), first);
    for (const name of metrics) {
      holds[name] = (holds[name] ?? 0) + total(real(name));
    }
    lipschitz = Array.from(outputValues(outputs, "lipschitz"));
    subLipschitz = outputScalar(outputs, "subLipschitz");
  };

  const underWay: Promise<void>[] = [];
  let begun = 0;
  try {
    for (const batch of options.batches) {
      await options.beforeBatch();
      if (underWay.length >= options.batchesAtOnce) await underWay.shift();
      const first = begun;
      begun += batch.count;
      const inputs = evaluationInputs(batch, options.inputShape, options);
      const kept = options.run(inputs).then((outputs) => {
        keep(batch, first, outputs);
      });
      // It may fail while an earlier one is waited for, and is heard when it is its turn.
      kept.catch(() => undefined);
      underWay.push(kept);
    }
    await Promise.all(underWay);
  } finally {
    await Promise.allSettled(underWay);
  }
  return {
    count,
    classes,
    labels,
    predictions,
    radii,
    losses,
    logits,
    lipschitz,
    subLipschitz,
    relaxed,
    rates: mapEntries(holds, (sum) => sum / count),
  };
}

function emptyGuarantees(count: number, largestK: number) {
  return {
    largestK,
    radii: new Float64Array(count * largestK),
    labelRanks: new Int32Array(count),
  };
}

function total(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** The mean of the examples' losses. */
export function meanLoss({ losses, count }: Predictions): number {
  return losses.reduce((sum, loss) => sum + loss, 0) / count;
}
