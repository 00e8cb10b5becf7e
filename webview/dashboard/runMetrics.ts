import type { WireEvaluation, WireLine } from "../../src/extension/dashboard/messages.js";

/** Columns of numbers, a row for each moment; NaN where a number is missing. */
export type Columns<Name extends string> = Readonly<Record<Name, number[]>>;

const stepNames = [
  "epoch",
  "loss",
  "cleanAccuracy",
  "vra",
  "rejectionRate",
  "standardLoss",
  "robustLoss",
  "gradientNorm",
  "epsilon",
  "lambda",
  "learningRate",
  "bound",
  "msPerStep",
] as const;
const evaluationNames = [
  "epoch",
  "loss",
  "cleanAccuracy",
  "vra",
  "rejectionRate",
  "bound",
] as const;

/** What was measured of the network at the end of an epoch. */
export interface EvaluatedEpoch {
  readonly epoch: number;
  readonly evaluation: WireEvaluation;
}

type StepColumns = Columns<(typeof stepNames)[number]>;
type EvaluationColumns = Columns<(typeof evaluationNames)[number]>;

/** The metrics of a run, in columns for charts. */
export class RunMetrics {
  /** Averages over groups of training steps. */
  readonly steps: StepColumns = emptyColumns(stepNames);
  /** On the test split. */
  readonly evaluations: EvaluationColumns = emptyColumns(evaluationNames);
  /** The evaluations themselves, by ascending epoch. */
  readonly epochs: EvaluatedEpoch[] = [];

  append(lines: readonly WireLine[]): void {
    for (const line of lines) {
      if (line.type === "steps") {
        const bound = product(Object.values(line.lipschitz));
        const standardLoss = line.standardLoss ?? NaN;
        push(this.steps, {
          ...line,
          standardLoss,
          robustLoss: (line.loss ?? NaN) - standardLoss,
          bound,
          msPerStep: line.timing?.msPerStep,
        });
      } else if (line.evaluation) {
        const { evaluation, epoch } = line;
        push(this.evaluations, { ...evaluation, epoch, bound: evaluation.subLipschitz });
        this.epochs.push({ epoch: epoch ?? NaN, evaluation });
      }
    }
  }

  /** Forgets all, as before the first line. */
  clear(): void {
    for (const column of [...Object.values(this.steps), ...Object.values(this.evaluations)]) {
      column.length = 0;
    }
    this.epochs.length = 0;
  }
}

function emptyColumns<Name extends string>(names: readonly Name[]): Columns<Name> {
  return Object.fromEntries(names.map((name) => [name, []])) as unknown as Columns<Name>;
}

function push<Name extends string>(
  columns: Columns<Name>,
  row: { readonly [N in Name]: number | null | undefined },
): void {
  for (const name of Object.keys(columns) as Name[]) columns[name].push(row[name] ?? NaN);
}

/** NaN where a factor is missing, and of no factors. */
function product(factors: readonly (number | null)[]): number {
  if (factors.length === 0) return NaN;
  return factors.reduce<number>((sum, factor) => sum * (factor ?? NaN), 1);
}
