import type { Batch } from "../data/dataSet.js";
import type { HostTensors } from "../gloro/program.js";
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
}

export interface PredictOptions {
  /** Runs an evaluationStep of the batches' size. */
  readonly run: (inputs: HostTensors) => Promise<HostTensors>;
  readonly inputShape: readonly number[];
  readonly classes: number;
  readonly batches: Iterable<Batch>;
  readonly count: number;
  readonly epsilon: number;
  readonly lambda: number;
  /** Called before each batch; what it throws ends the evaluation. */
  readonly beforeBatch: () => Promise<void>;
}

/** Runs the evaluation step over a whole split, in order. */
export async function predict(options: PredictOptions): Promise<Predictions> {
  const { classes, count } = options;
  const labels = new Int32Array(count);
  const predictions = new Int32Array(count);
  const radii = new Float64Array(count);
  const losses = new Float64Array(count);
  const logits = new Float32Array(count * classes);
  let lipschitz: number[] = [];
  let subLipschitz = 1;
  let done = 0;
  for (const batch of options.batches) {
    await options.beforeBatch();
    const outputs = await options.run(evaluationInputs(batch, options.inputShape, options));
    const real = (name: string, perExample = 1) =>
      Array.from(outputValues(outputs, name)).slice(0, batch.count * perExample);
    labels.set(batch.labels.subarray(0, batch.count), done);
    predictions.set(real("prediction"), done);
    radii.set(real("radius"), done);
    losses.set(real("loss"), done);
    logits.set(real("logits", classes), done * classes);
    lipschitz = Array.from(outputValues(outputs, "lipschitz"));
    subLipschitz = outputScalar(outputs, "subLipschitz");
    done += batch.count;
  }
  return { count, classes, labels, predictions, radii, losses, logits, lipschitz, subLipschitz };
}

/** The mean of the examples' losses. */
export function meanLoss({ losses, count }: Predictions): number {
  return losses.reduce((sum, loss) => sum + loss, 0) / count;
}
